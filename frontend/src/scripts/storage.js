/** Storage that stays silent when the browser forbids it. */
function guarded(open) {
  return {
    get(name) {
      try {
        return open().getItem(name);
      } catch {
        return null;
      }
    },
    set(name, value) {
      try {
        open().setItem(name, value);
      } catch {
        // Full or forbidden: the page works without.
      }
    },
    remove(name) {
      try {
        open().removeItem(name);
      } catch {
        // Nothing to remove.
      }
    },
    names() {
      try {
        return Object.keys(open());
      } catch {
        return [];
      }
    },
  };
}

export const lasting = guarded(() => window.localStorage);
export const thisTab = guarded(() => window.sessionStorage);
