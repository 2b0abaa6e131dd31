// The entry every page loads. Each module finds its own elements by data- attributes, listens on the document, and
// therefore also serves what htmx swaps in later. Pages add modules of their own in the template block `scripts`.
// Nothing here is needed to read or write: every form works without it.
import "./appearance.js";
import "./menus.js";
import "./toasts.js";
import "./saved.js";
import "./requests.js";
import "./focus.js";
import "./landing.js";
import "./jump.js";
import "./keys.js";
import "./rows.js";
import "./line.js";
import "./ahead.js";
import "./capture.js";
