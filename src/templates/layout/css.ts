/** What inline styles cannot say: phones and dark mode. Mail clients need the `!important`. */
export const messageCss = `
body {
  -webkit-text-size-adjust: 100%;
}
@media (max-width: 480px) {
  .outer {
    padding: 20px 12px !important;
  }
  .sheet {
    padding: 24px 20px !important;
  }
  .brand,
  .foot {
    padding-left: 8px !important;
    padding-right: 8px !important;
  }
  .button {
    display: block !important;
  }
}
@media (prefers-color-scheme: dark) {
  .ground {
    background: #101317 !important;
  }
  .sheet {
    background: #171b20 !important;
    border-color: #252b32 !important;
  }
  .ink {
    color: #eceef1 !important;
  }
  .soft {
    color: #b4bcc7 !important;
  }
  .faint,
  .foot {
    color: #8e98a5 !important;
  }
  .line {
    border-color: #252b32 !important;
  }
  .alert {
    background: #33201f !important;
    border-color: #ff8b80 !important;
  }
}
`.trim();
