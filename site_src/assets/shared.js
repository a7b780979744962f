/**
 * What a page's script shares with those that it has come later: imported by all of them, for its effect on the bundler
 * alone. It makes a file of its own for every different set of scripts that share something, a dozen small ones; a
 * phone asks for six at a time and waits half a second for each. With this import the sets are the same: one file.
 */

import "./answers.js";
import "./confirm.js";
import "./dom.js";
import "./drop.js";
import "./files.js";
import "./lazy-charts.js";
import "./notices.js";
import "./numbers.js";
import "./own-words.js";
import "./page.js";
import "./patch.js";
import "./plan-steps.js";
import "./problems.js";
import "./report-plan.js";
import "./requests.js";
import "./result-files.js";
import "./settled.js";
import "./tell.js";
