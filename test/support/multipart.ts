/** A multipart request with one file, as a browser sends it. */
export function multipart(name: string, bytes: Buffer, type = 'application/octet-stream') {
  const boundary = 'cercle-boundary';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n`;
  const payload = Buffer.concat([
    Buffer.from(`${head}content-type: ${type}\r\n\r\n`),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}
