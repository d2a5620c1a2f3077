// Tells Suivi, once, that a person has the review form before their eyes: they moved the pointer, touched, scrolled,
// pressed a key or filled something in. Being shown is not enough: mail scanners load the page, run its scripts and stay.
// Whoever does none of it and still submits the form tells the same by submitting.
(() => {
  "use strict";

  const INTERACTIONS = ["pointerdown", "pointermove", "touchstart", "wheel", "keydown", "input"];
  const LISTENING = { passive: true, capture: true };

  function tell(event) {
    // What a script made up is no person's.
    if (!event.isTrusted) return;
    for (const interaction of INTERACTIONS) document.removeEventListener(interaction, tell, LISTENING);
    const nonce = document.querySelector('input[name="page_nonce"]');
    const body = new URLSearchParams({ page_nonce: nonce ? nonce.value : "" });
    const address = window.location.pathname.replace(/\/+$/, "") + "/opened";
    // Losing this message must not disturb the customer; submitting the form says the same.
    fetch(address, { method: "POST", body, keepalive: true }).catch(() => {});
  }

  for (const interaction of INTERACTIONS) document.addEventListener(interaction, tell, LISTENING);

  const problems = document.querySelector(".problems");
  if (problems) problems.focus();
})();
