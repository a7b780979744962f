/**
 * What a page's script shares with those that it has come later: imported by all of them, for its effect on the bundler
 * alone. It makes a file of its own for every different set of scripts that share something, a dozen small ones; a
 * phone asks for six at a time and waits half a second for each. With this import the sets are the same: one file.
 */

import "./form/answer-fields.js";
import "./form/one-at-a-time.js";
import "./lib/clock.js";
import "./lib/dialog.js";
import "./lib/dom.js";
import "./export/label-field.js";
import "./lib/file-drop.js";
import "./lib/files.js";
import "./session/language-switch.js";
import "./session/unload-guard.js";
import "./charts/lazy-charts.js";
import "./lib/lifetime.js";
import "./lib/notices.js";
import "./lib/number-input.js";
import "./lib/own-words.js";
import "./lib/page.js";
import "./lib/printing.js";
import "./plan/steps.js";
import "./lib/problem-list.js";
import "./plan/next-steps.js";
import "./report/headline.js";
import "./lib/request-log.js";
import "./lib/result-file-reading.js";
import "./lib/site-update.js";
import "./engine/ready.js";
import "./lib/template.js";
import "./lib/app-events.js";
