import { render } from "preact";
import { App } from "./app.tsx";
import { connect } from "./connection.ts";

connect();
render(<App />, document.body);
