// Send a large file in pieces and go on after the line broke (tus 1.0.0). Without this the form does it.
"use strict";
(() => {
  const form = document.getElementById("large");
  const status = document.getElementById("large-status");
  if (!form || !window.fetch) return;
  const said = form.dataset;
  const file = form.elements.file;
  const button = form.querySelector("button[type=submit]");
  const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
  const megabytes = (bytes) => Math.floor(bytes / 1000000);
  class Stopped extends Error {}

  const ask = (address, method, headers = {}, body = undefined) =>
    fetch(address, {
      method,
      body,
      redirect: "manual",
      headers: {
        "Tus-Resumable": "1.0.0",
        "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
        ...headers,
      },
    });

  // What was begun stands under name, length and day of the file, in this window alone.
  const key = (one) => ["large", said.parts, one.name, one.size, one.lastModified].join("|");

  const begin = async (one) => {
    const kept = sessionStorage.getItem(key(one));
    if (kept) {
      const answer = await ask(kept, "HEAD");
      if (answer.ok) return [kept, Number(answer.headers.get("Upload-Offset"))];
      if (answer.status === 423 || answer.type === "opaqueredirect") return null;
    }
    const ending = one.name.toLowerCase().match(/\.(pdf|docx)$/); // the name itself stays here
    const name = btoa(`file${ending ? ending[0] : ""}`);
    const answer = await ask(said.parts, "POST", {
      "Upload-Length": String(one.size),
      "Upload-Metadata": `filename ${name}`,
    });
    if (answer.status === 423 || answer.type === "opaqueredirect") return null;
    if (answer.status !== 201) throw new Stopped(await answer.text());
    const address = answer.headers.get("Location");
    sessionStorage.setItem(key(one), address);
    return [address, 0];
  };

  const send = async (one) => {
    let address = null;
    let at = 0;
    for (let tries = 0; ; ) {
      try {
        if (address === null) {
          const found = await begin(one);
          if (found === null) {
            status.textContent = said.locked;
            await pause(5);
            continue;
          }
          [address, at] = found;
        }
        if (at === one.size && tries > 0) return address;
        const answer = await ask(
          address,
          "PATCH",
          { "Upload-Offset": String(at), "Content-Type": "application/offset+octet-stream" },
          one.slice(at, at + Number(said.piece)),
        );
        if (answer.status === 204 || answer.status === 409) {
          at = Number(answer.headers.get("Upload-Offset"));
          tries = answer.status === 204 ? 1 : tries;
          status.textContent = said.going.replace("{done}", megabytes(at)).replace("{all}", megabytes(one.size));
          if (answer.status === 409 && !answer.headers.has("Upload-Offset")) throw new Stopped(await answer.text());
        } else if (answer.status === 423 || answer.type === "opaqueredirect") {
          status.textContent = said.locked;
          await pause(5);
        } else if (answer.status === 503) {
          status.textContent = await answer.text();
          await pause(20);
        } else {
          sessionStorage.removeItem(key(one));
          throw new Stopped(await answer.text());
        }
      } catch (fault) {
        if (fault instanceof Stopped) throw fault;
        status.textContent = said.waiting;
        await pause(5);
        address = null; // ask what has arrived
      }
    }
  };

  form.addEventListener("submit", async (event) => {
    const one = file.files[0];
    if (!one || one.size <= Number(said.small)) return; // the form says why
    event.preventDefault();
    if (one.size > Number(said.largest)) {
      status.textContent = said.tooLarge;
      return;
    }
    button.disabled = true;
    try {
      const address = await send(one);
      sessionStorage.removeItem(key(one));
      // A field of the form's own, whether it was drawn as a list or hidden.
      for (const drawn of form.querySelectorAll("[name=upload]")) drawn.disabled = true;
      const upload = document.createElement("input");
      upload.type = "hidden";
      upload.name = "upload";
      upload.value = address.split("/").filter(Boolean).pop();
      form.append(upload);
      file.disabled = true;
      form.submit();
    } catch (fault) {
      status.textContent = fault.message;
      button.disabled = false;
    }
  });
})();
