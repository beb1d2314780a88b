// What `ulbot send` does at the least, with what Node.js has built in: post one event, read what comes back.
const [url, cid, body] = process.argv.slice(2);
const response = await fetch(url, {
  method: "POST",
  headers: { "content-type": "application/json", "security-token": process.env.ULBOT_SECURITY_TOKEN },
  body: JSON.stringify({ info: { cid }, packet: { name: "message", payload: { body } } }),
});
await response.text();
if (!response.ok) process.exitCode = 1;
