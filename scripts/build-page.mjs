// Builds the chat page of `ulbot dev` from src/web/: one HTML file that needs nothing else.
import { writeFile } from "node:fs/promises";
import { rolldown } from "rolldown";

async function bundle(input) {
  const result = await rolldown({
    input,
    platform: "browser",
    onLog(level, log) {
      if (level === "warn") throw new Error(log.message);
    },
  });
  const { output } = await result.generate({ format: "esm", minify: true, comments: false });
  return output[0];
}

/** The style sheet, which is a module for what other pages share of it. */
async function style(root) {
  const { code } = await bundle(`${root}/src/web/style.ts`);
  const module = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return module.style;
}

/** Writes the page to a file; gives the ids of the modules in it. */
export async function buildPage(root, path) {
  const [script, css] = await Promise.all([bundle(`${root}/src/web/main.tsx`), style(root)]);
  // the page would end its script at such a text
  const code = script.code.replaceAll("</script", "<\\/script").trim();
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>ulbot dev</title>
<link rel="icon" href="data:,">
<style>${css}</style>
<script type="module">${code}</script>
</head>
<body></body>
</html>
`;
  await writeFile(path, html);
  return script.moduleIds;
}
