export function RecordPage() {
  return <h1>Record</h1>;
}
