// Comfort only: the page pays without it. Nothing that is typed leaves the form or is kept.
(function () {
  "use strict";
  var brands = [
    ["Visa", /^4/], ["Mastercard", /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/], ["Amex", /^3[47]/],
    ["Diners", /^3([689]|0)/], ["JCB", /^35/], ["Discover", /^6[045]/], ["UnionPay", /^62/]
  ];
  var form = document.querySelector("form");
  var faults = document.getElementById("faults");
  if (faults) { faults.focus(); }

  // Looks how it stands, and shows the page anew only when that has changed.
  function look() {
    fetch(location.href, { redirect: "manual", cache: "no-store" }).then(function (answer) {
      if (answer.status >= 500) { throw new Error("not now"); }
      return answer.type === "opaqueredirect" ? "" : answer.text();
    }).then(function (text) {
      var main = new DOMParser().parseFromString(text, "text/html").querySelector("main");
      if (!main || main.innerHTML !== document.querySelector("main").innerHTML) { location.reload(); return; }
      setTimeout(look, again * 1000);
    }).catch(function () { setTimeout(look, again * 1000); });
  }

  var again = Number(document.documentElement.getAttribute("data-again"));
  if (again) { setTimeout(look, again * 1000); }
  if (!form) { return; }
  var number = form.elements.number, expiry = form.elements.expiry, code = form.elements.cvc;
  var shown = document.getElementById("brand"), button = form.querySelector("button"), words = button.innerHTML;

  function digits(text) { return text.replace(/[^0-9]/g, ""); }

  // Writes it anew and leaves the caret behind the same digit.
  function rewrite(input, written) {
    var before = digits(input.value.slice(0, input.selectionStart)).length, at = 0;
    if (written === input.value) { return; }
    input.value = written;
    while (before > 0 && at < written.length) { if (/[0-9]/.test(written.charAt(at))) { before--; } at++; }
    if (document.activeElement === input) { input.setSelectionRange(at, at); }
  }

  number.addEventListener("input", function () {
    var plain = digits(number.value).slice(0, 19), amex = /^3[47]/.test(plain);
    var brand = brands.filter(function (one) { return one[1].test(plain); })[0];
    rewrite(number, (amex ? plain.replace(/^(.{4})(.{1,6})?(.*)$/, "$1 $2 $3") : plain.replace(/(.{4})/g, "$1 ")).trim());
    shown.textContent = brand ? brand[0] : "";
    code.maxLength = amex ? 4 : brand ? 3 : 4;
  });

  expiry.addEventListener("input", function (event) {
    var removes = event.inputType && event.inputType.indexOf("delete") === 0;
    var plain = digits(expiry.value);
    if (removes || /^[0-9]{1,2}\s*[\/.\-]/.test(expiry.value) || plain.length > 4) { return; }
    if (plain.length === 1 && plain > "1") { plain = "0" + plain; }
    if (plain.length >= 2) { expiry.value = plain.slice(0, 2) + " / " + plain.slice(2); }
  });

  form.addEventListener("submit", function (event) {
    if (button.disabled) { event.preventDefault(); return; }
    button.disabled = true;
    button.textContent = button.getAttribute("data-busy");
  });

  // A page that the back button brings back can be used again, and holds no card.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { form.reset(); shown.textContent = ""; button.disabled = false; button.innerHTML = words; }
  });
})();
