import { describe, expect, it } from "vitest";
import { checkApiUrl } from "../../src/api/client.ts";

describe("an API URL", () => {
  it.each([
    "https://api.example.com/chatbot/v1/abc",
    "https://api.example.com:8443/?a=1",
    "http://localhost:4000/api",
    "http://127.0.0.1:4000/",
    "http://127.8.9.1/",
    "http://[::1]:4000/",
  ])("may be %s", (text) => {
    expect(checkApiUrl(text).href).toBe(new URL(text).href);
  });

  it.each([
    ["http://api.example.com/", "begins with http:, but must begin with https://"],
    ["http://localhost.example.com/", "must begin with https://"],
    ["http://127.0.0.1.example.com/", "must begin with https://"],
    ["http://[::ffff:127.0.0.1]/", "must begin with https://"],
    ["http://128.0.0.1/", "must begin with https://"],
    ["ftp://localhost/", "begins with ftp:"],
    ["file:///etc/passwd", "begins with file:"],
    ["api.example.com/chatbot", "is not a URL"],
    ["", "is not a URL"],
    ["https://me:s3cret@api.example.com/", "holds a user or a password"],
    ["https://me@api.example.com/", "holds a user or a password"],
  ])("may not be %j", (text, message) => {
    const failure = expect.objectContaining({ category: "usage", message: expect.stringContaining(message) });
    expect(() => checkApiUrl(text)).toThrow(failure);
    expect(() => checkApiUrl(text)).not.toThrow("s3cret");
  });
});
