// Couples the buttons of a page to the passkeys of the browser: data-passkey names what to do,
// the other data attributes name the elements that do it.
for (const place of document.querySelectorAll("[data-passkey]")) {
  const { passkey, ...ids } = place.dataset;
  window.allauth.webauthn.forms[passkey]({ ids });
}
