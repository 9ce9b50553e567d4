/* The explorer: shows and hides cards at the places the server gave them. Text reaches the page as text alone. */
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("network").textContent);
  var about = data.about;
  var byId = function (id) { return document.getElementById(id); };
  var OPTIONS = {
    autoResize: true,
    physics: { enabled: false },
    layout: { improvedLayout: false },
    edges: { smooth: { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.5 }, arrowStrikethrough: false, hoverWidth: 0, selectionWidth: 1.5 },
    interaction: { dragNodes: false, dragView: true, zoomView: true, hover: true, tooltipDelay: 150, keyboard: false, navigationButtons: false, multiselect: false, selectConnectedEdges: true }
  };
  var FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif";
  var drawn = {};
  Object.keys(data.symbols).forEach(function (name) {
    drawn[name] = data.symbols[name].map(function (shape) {
      return { path: new Path2D(shape.path), fill: shape.fill, outline: shape.outline, width: shape.width, dash: shape.dash };
    });
  });

  function asElement(text) {
    var box = document.createElement("div");
    box.textContent = text;
    return box;
  }

  function drawSymbol(ctx, name, left, top, size) {
    ctx.save();
    ctx.translate(left, top);
    ctx.scale(size / 100, size / 100);
    ctx.lineJoin = "round";
    drawn[name].forEach(function (shape) {
      if (shape.fill !== "none") { ctx.fillStyle = shape.fill; ctx.fill(shape.path); }
      if (shape.width) {
        ctx.setLineDash(shape.dash); ctx.strokeStyle = shape.outline; ctx.lineWidth = shape.width; ctx.stroke(shape.path);
      }
    });
    ctx.restore();
  }

  function drawText(ctx, said, left, box) {
    var lines = said.name.map(function (line) { return { text: line, size: said.nameSize, bold: true }; });
    lines = lines.concat(said.caption.map(function (line) { return { text: line, size: said.captionSize, bold: false }; }));
    var tall = lines.reduce(function (sum, line) { return sum + line.size * 1.12; }, 0);
    var y = box.top + (said.height - tall) / 2;
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    lines.forEach(function (line) {
      y += line.size * 1.12;
      ctx.font = (line.bold ? "bold " : "") + line.size + "px " + FONT;
      ctx.fillStyle = line.bold ? "#0b0c0c" : "#383f43";
      ctx.fillText(line.text, left, y - line.size * 0.24);
    });
  }

  function drawCard(values) {
    var said = about[values.id];
    var ctx = values.ctx;
    var box = { left: values.x - said.width / 2, top: values.y - said.height / 2 };
    return {
      drawNode: function () {
        ctx.save();
        ctx.setLineDash([]);
        ctx.fillStyle = "#ffffff";
        ctx.strokeStyle = values.style.borderColor || values.style.color || "#0b0c0c";
        ctx.lineWidth = values.style.borderWidth;
        ctx.beginPath();
        ctx.rect(box.left, box.top, said.width, said.height);
        ctx.fill();
        ctx.stroke();
        if (values.state.selected) {
          ctx.strokeStyle = "#ffdd00"; ctx.lineWidth = 5;
          ctx.strokeRect(box.left - 5, box.top - 5, said.width + 10, said.height + 10);
        }
        drawSymbol(ctx, said.symbol, box.left + said.padding, values.y - said.symbolSize / 2, said.symbolSize);
        drawText(ctx, said, box.left + said.symbolSize + 2 * said.padding, box);
        ctx.restore();
      },
      nodeDimensions: { width: said.width, height: said.height }
    };
  }

  var titles = {};
  data.nodes.forEach(function (node) {
    titles[node.id] = node.label;
    var border = node.color;
    var paint = { border: border, background: "#ffffff" };
    node.title = asElement(node.title);
    node.shape = "custom";
    node.ctxRenderer = drawCard;
    node.color = { border: border, background: "#ffffff", highlight: paint, hover: paint };
    node.chosen = false;
    delete node.label;
  });
  var links = data.edges.map(function (edge) {
    var link = { id: edge.id, from: edge.from, to: edge.to, said: edge.title, number: edge.label, isFlag: edge.id.charAt(0) === "f", isDashed: Boolean(edge.dashes) };
    edge.title = asElement(edge.title);
    edge.label = link.isFlag ? "" : edge.label;
    edge.font = { size: 18, color: "#0b0c0c", background: "#ffffff", strokeWidth: 0, face: "Arial, 'Liberation Sans', sans-serif" };
    edge.color = { color: "#0b0c0c", highlight: "#0b0c0c", hover: "#0b0c0c", inherit: false };
    edge.hidden = true;
    return link;
  });

  var start = data.nodes.filter(function (node) { return about[node.id].isFlagged || about[node.id].isSubject; });
  start = start.map(function (node) { return node.id; });
  if (!data.flags.length) { start = data.nodes.map(function (node) { return node.id; }); }
  var shown = {};
  var past = [];
  var chosen = null;
  var nodes = new vis.data.DataSet(data.nodes);
  var edges = new vis.data.DataSet(data.edges);
  var nodesShown = new vis.data.DataView(nodes, { filter: function (node) { return Boolean(shown[node.id]); } });
  var edgesShown = new vis.data.DataView(edges, { filter: function (edge) { return Boolean(shown[edge.from] && shown[edge.to]); } });

  function toSet(ids) {
    var set = {};
    ids.forEach(function (id) { set[id] = true; });
    return set;
  }

  shown = toSet(start);
  nodesShown.refresh();
  edgesShown.refresh();
  var network = new vis.Network(byId("canvas"), { nodes: nodesShown, edges: edgesShown }, OPTIONS);
  var frame = byId("canvas").querySelector("[tabindex]");
  if (frame) { frame.setAttribute("tabindex", "-1"); }

  function inside(words) {
    return /^[A-Z]{2}/.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1);
  }

  function idsOfKind(kind) {
    return data.nodes.filter(function (node) { return about[node.id].kind === kind; }).map(function (node) { return node.id; });
  }

  function refresh() {
    nodesShown.refresh();
    edgesShown.refresh();
    var hidden = [];
    document.querySelectorAll("[data-kind]").forEach(function (button) {
      var ids = idsOfKind(button.dataset.kind);
      var away = ids.filter(function (id) { return !shown[id]; }).length;
      button.setAttribute("aria-pressed", String(away === 0));
      button.querySelector("[data-count]").textContent = away ? ids.length - away + " of " + ids.length : String(ids.length);
      if (away) { hidden.push(away + " " + inside(away === 1 ? button.dataset.one : button.dataset.kind)); }
    });
    var total = data.nodes.length;
    var count = Object.keys(shown).length;
    byId("status").textContent = "Showing " + count + " of " + total + "." + (hidden.length ? " Hidden: " + hidden.join(", ") + "." : "");
    byId("undo").disabled = past.length === 0;
    describe();
  }

  function show(set) {
    past.push(shown);
    shown = set;
    refresh();
    fit(false);
  }

  /* Shows all of it where that can be read, else its top at a size that can; `isWhole` shows all whatever the size. */
  function fit(isWhole) {
    var left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    data.nodes.forEach(function (node) {
      if (!shown[node.id]) { return; }
      var said = about[node.id];
      left = Math.min(left, node.x - said.width / 2); right = Math.max(right, node.x + said.width / 2);
      top = Math.min(top, node.y - said.height / 2); bottom = Math.max(bottom, node.y + said.height / 2);
    });
    if (left === Infinity) { return; }
    var room = byId("canvas");
    /* Lines run up to 70 beside the outermost cards, with the numbers of flags on them. */
    var wide = (room.clientWidth - 40) / (right - left + 160);
    var tall = (room.clientHeight - 30) / (bottom - top + 40);
    var scale = isWhole ? Math.min(wide, tall, 1.25) : Math.min(wide, Math.max(tall, 0.7), 1.25);
    var middle = tall < scale ? top - 20 + room.clientHeight / scale / 2 : (top + bottom) / 2;
    network.moveTo({ position: { x: (left + right) / 2, y: middle }, scale: scale, animation: false });
  }

  function trace(ctx, points) {
    ctx.beginPath();
    ctx.moveTo(points[0][0], points[0][1]);
    for (var i = 1; i < points.length - 1; i += 1) {
      ctx.arcTo(points[i][0], points[i][1], points[i + 1][0], points[i + 1][1], Math.min(9, reach(points, i)));
    }
    ctx.lineTo(points[points.length - 1][0], points[points.length - 1][1]);
    ctx.stroke();
  }

  function reach(points, i) {
    var before = Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]);
    var after = Math.hypot(points[i + 1][0] - points[i][0], points[i + 1][1] - points[i][1]);
    return Math.min(before, after) / 2;
  }

  function isDrawn(link) { return shown[link.from] && shown[link.to] && data.ways[link.id]; }

  function drawWays(ctx) {
    ctx.save();
    ctx.lineJoin = "round";
    links.forEach(function (link) {
      if (link.isFlag || !isDrawn(link)) { return; }
      var isOwn = link.from === chosen || link.to === chosen;
      ctx.setLineDash(data.ways[link.id].dash);
      ctx.strokeStyle = isOwn ? "#0b0c0c" : "#5f686d";
      ctx.lineWidth = isOwn ? 4 : 2.2;
      trace(ctx, data.ways[link.id].points);
    });
    links.forEach(function (link) {
      if (!link.isFlag || !isDrawn(link) || !data.ways[link.id].points.length) { return; }
      ctx.setLineDash([]);
      ctx.strokeStyle = "#ffffff";
      ctx.lineWidth = 9;
      trace(ctx, data.ways[link.id].points);
      ctx.setLineDash(data.ways[link.id].dash);
      ctx.strokeStyle = "#d4351c";
      ctx.lineWidth = 4.5;
      trace(ctx, data.ways[link.id].points);
    });
    ctx.restore();
  }

  function drawBadges(ctx) {
    ctx.save();
    ctx.textAlign = "center";
    ctx.textBaseline = "alphabetic";
    links.forEach(function (link) {
      if (!link.isFlag || !isDrawn(link)) { return; }
      var at = data.ways[link.id].badge;
      ctx.setLineDash([]);
      ctx.fillStyle = "#ffffff";
      ctx.beginPath(); ctx.arc(at[0], at[1], 18, 0, 2 * Math.PI); ctx.fill();
      ctx.fillStyle = link.isDashed ? "#ffffff" : "#d4351c";
      ctx.strokeStyle = "#d4351c";
      ctx.lineWidth = 3;
      ctx.setLineDash(link.isDashed ? [6, 4] : []);
      ctx.beginPath(); ctx.arc(at[0], at[1], 13.5, 0, 2 * Math.PI); ctx.fill(); ctx.stroke();
      ctx.fillStyle = link.isDashed ? "#942514" : "#ffffff";
      ctx.font = "bold 18px " + FONT;
      ctx.fillText(link.number, at[0], at[1] + 6.5);
    });
    ctx.restore();
  }

  /* A link that a card says in words has no line, until the card is chosen. */
  function drawChosen() {
    edges.update(links.map(function (link) {
      var isOwn = chosen !== null && (link.from === chosen || link.to === chosen);
      return { id: link.id, hidden: link.isFlag || Boolean(data.ways[link.id]) || !isOwn };
    }));
  }

  function neighbours(id) {
    var found = {};
    links.forEach(function (link) {
      if (link.from === id) { found[link.to] = true; }
      if (link.to === id) { found[link.from] = true; }
    });
    delete found[id];
    return Object.keys(found);
  }

  function fill(list, texts) {
    list.replaceChildren();
    texts.forEach(function (item) {
      var line = document.createElement("li");
      line.textContent = item.text;
      if (item.value) { line.value = item.value; }
      list.appendChild(line);
    });
  }

  function describe() {
    var flags = data.flags.filter(function (flag) { return chosen === null || flag.nodes.indexOf(chosen) >= 0; });
    byId("chosen").textContent = chosen === null ? "Flags" : titles[chosen];
    byId("chosen-said").textContent = chosen === null ? (flags.length ? "" : "No flags.") : about[chosen].said;
    fill(byId("chosen-flags"), flags.map(function (flag) { return { text: flag.title, value: flag.number }; }));
    var own = links.filter(function (link) { return !link.isFlag && (link.from === chosen || link.to === chosen); });
    fill(byId("chosen-links"), own.map(function (link) { return { text: link.said }; }));
    var away = chosen === null ? [] : neighbours(chosen).filter(function (id) { return !shown[id]; });
    byId("expand").hidden = away.length === 0;
    byId("expand").textContent = "Show the " + away.length + " hidden that this is linked to";
  }

  function choose(id) {
    chosen = id;
    describe();
    drawChosen();
  }

  document.querySelectorAll("[data-kind]").forEach(function (button) {
    button.addEventListener("click", function () {
      var ids = idsOfKind(button.dataset.kind);
      var set = Object.assign({}, shown);
      if (button.getAttribute("aria-pressed") === "true") {
        ids.forEach(function (id) { if (!about[id].isSubject) { delete set[id]; } });
      } else {
        ids.forEach(function (id) { set[id] = true; });
      }
      show(set);
    });
  });
  byId("show-all").addEventListener("click", function () { show(toSet(Object.keys(about))); });
  byId("only-flags").addEventListener("click", function () { show(toSet(start)); });
  byId("undo").addEventListener("click", function () {
    if (past.length) { shown = past.pop(); refresh(); fit(false); }
  });
  byId("fit").addEventListener("click", function () { fit(true); });
  byId("zoom-in").addEventListener("click", function () { network.moveTo({ scale: network.getScale() * 1.25 }); });
  byId("zoom-out").addEventListener("click", function () { network.moveTo({ scale: network.getScale() / 1.25 }); });
  byId("go-to").addEventListener("change", function (event) {
    var id = event.target.value;
    if (!id) { return; }
    if (!shown[id]) { var set = Object.assign({}, shown); set[id] = true; show(set); }
    network.selectNodes([id]);
    network.focus(id, { scale: Math.max(1, network.getScale()) });
    choose(id);
  });
  byId("expand").addEventListener("click", function () {
    var set = Object.assign({}, shown);
    neighbours(chosen).forEach(function (id) { set[id] = true; });
    show(set);
    network.selectNodes([chosen]);
  });
  network.on("selectNode", function (event) { choose(event.nodes[0]); });
  network.on("deselectNode", function () { choose(null); });
  network.on("doubleClick", function (event) {
    if (event.nodes.length) { choose(event.nodes[0]); if (!byId("expand").hidden) { byId("expand").click(); } }
  });
  network.on("beforeDrawing", drawWays);
  network.on("afterDrawing", drawBadges);
  refresh();
  fit(false);
  network.once("afterDrawing", function () { document.body.dataset.ready = "yes"; });
  network.redraw();
  window.explorer = { network: network, shown: function () { return Object.keys(shown); } };
})();
