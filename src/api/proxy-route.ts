import { buildConnector, type Client, EnvHttpProxyAgent } from "undici";
import { type Connector, createConnector } from "../bot/connector.ts";
import { UlbotError } from "../errors.ts";
import type { Environment } from "../settings.ts";
import type { Route, RouteOptions } from "./route.ts";

/** The addresses of proxies, as `EnvHttpProxyAgent` wants them; "" keeps it from looking into the environment itself. */
interface ProxySettings {
  readonly httpsProxy: string;
  readonly httpProxy: string;
  readonly noProxy: string;
}

/** What the environment says of proxies. Throws an `UlbotError` (usage) for what is no address; it quotes none, as they may hold passwords. */
export function proxySettings(env: Environment): ProxySettings {
  const read = (name: string): string => {
    const text = env[name.toLowerCase()] ?? env[name] ?? "";
    if (text === "" || /^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : "")) return text;
    const hint = "such as http://proxy.example.com:3128";
    throw new UlbotError("usage", `${name} is not the address of an HTTP proxy`, { hint });
  };
  return {
    httpsProxy: read("HTTPS_PROXY"),
    httpProxy: read("HTTP_PROXY"),
    noProxy: env.no_proxy ?? env.NO_PROXY ?? "",
  };
}

/** Opens the way to a server through its proxy, or straight where NO_PROXY says so. */
export function openProxyRoute(
  { url, timeoutMs, env }: RouteOptions,
  clientWith: (connector: Connector) => Client,
): Route {
  const addresses = proxySettings(env);
  const address = (url.protocol === "https:" && addresses.httpsProxy) || addresses.httpProxy;
  const straight = buildConnector({ timeout: timeoutMs });
  let tunnel: buildConnector.connector | undefined;
  const connector = createConnector(timeoutMs, (options, callback) => (tunnel ?? straight)(options, callback));
  const dispatcher = new EnvHttpProxyAgent({
    ...addresses,
    // called before the first request, and for a proxy with what opens a tunnel through it
    factory: (_origin, { connect }: { connect?: buildConnector.connector }) => {
      tunnel = connect;
      return clientWith(connector);
    },
  });
  return {
    dispatcher,
    connector,
    get proxy() {
      return tunnel && address ? new URL(address) : undefined;
    },
  };
}
