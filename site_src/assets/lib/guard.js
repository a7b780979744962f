/**
 * Runs before any other script, in pages and in the engine's worker. Takes away what could connect elsewhere past a
 * content policy, and stops what would lead elsewhere without a person's click. SECURITY.md lists what is left.
 */
(() => {
  const gone = /^(webkit|moz)?RTC|^WebTransport|^WebSocketStream$|^Presentation|^(TCP|UDP|TCPServer)Socket$/;
  for (const name of Object.getOwnPropertyNames(self)) {
    if (gone.test(name)) {
      Object.defineProperty(self, name, { value: undefined, configurable: false, writable: false });
    }
  }
  if (typeof document === "undefined") {
    return;
  }

  /** @param {unknown} address @returns {URL | null} */
  const parsed = (address) => {
    try {
      return new URL(String(address), document.baseURI);
    } catch {
      return null;
    }
  };

  /** @param {URL | null} address */
  const leads = (address) =>
    address !== null && address.origin !== location.origin && address.href !== "about:blank";

  /** @param {unknown} element @returns {URL | null} where it leads, if it is a link or in one */
  const linked = (element) => {
    const link = element instanceof Element ? element.closest("a, area") : null;
    const href = link?.getAttribute("href") ?? link?.getAttributeNS("http://www.w3.org/1999/xlink", "href");
    return href ? parsed(href) : null;
  };

  // A script may open in a window of its own what a person has just clicked on. It gets no hold of any other
  // window, since it could lead that one elsewhere.
  const { open } = self;
  /** @type {typeof open} */
  const guarded = (address = "", target = "_blank", features = "") => {
    const { event } = self;
    const clicked = event?.type === "click" && event.isTrusted ? linked(event.target) : null;
    const wanted = parsed(address);
    if (clicked && wanted?.href === clicked.href) {
      return open.call(self, address, target, features);
    }
    return wanted && !leads(wanted) ? open.call(self, address, target, `noopener,${features}`) : null;
  };
  Object.defineProperty(self, "open", { value: guarded, configurable: false, writable: false });

  const { click } = HTMLElement.prototype;
  HTMLElement.prototype.click = function () {
    leads(linked(this)) || click.call(this);
  };
  self.addEventListener(
    "click",
    (event) => event.isTrusted || (leads(linked(event.target)) && event.preventDefault()),
    true,
  );

  const { navigation } = /** @type {{navigation?: EventTarget}} */ (/** @type {unknown} */ (self));
  navigation?.addEventListener("navigate", (event) => {
    const { userInitiated, destination } =
      /** @type {Event & {userInitiated: boolean, destination: {url: string}}} */ (event);
    userInitiated || (leads(parsed(destination.url)) && event.preventDefault());
  });
})();
