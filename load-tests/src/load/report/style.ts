/** The page's looks: nothing is loaded from anywhere. */
export const style = `
:root { color-scheme: light dark; --ink: #1d2430; --soft: #5b6675; --line: #d9dee6; --paper: #ffffff;
  --t0: #1f6fc4; --t1: #c2570c; --t2: #0f8a72; --t3: #7a8494; --good: #0f8a72; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7ebf1; --soft: #a2adbb; --line: #343c48; --paper: #151a21;
  --t0: #6fb1f5; --t1: #f0975a; --t2: #58c9b0; --t3: #97a1b0; --good: #58c9b0; --bad: #ff8a80; } }
body { margin: 0 auto; max-width: 1040px; padding: 32px 20px 64px; background: var(--paper); color: var(--ink);
  font: 15px/1.55 system-ui, 'Noto Sans', sans-serif; }
h1 { font-size: 28px; margin: 0 0 4px; } h2 { font-size: 19px; margin: 40px 0 8px; }
p { margin: 6px 0; max-width: 76ch; } ul { margin: 12px 0; padding-inline-start: 20px; } .soft, .legend { color: var(--soft); }
code { font-size: 13px; overflow-wrap: anywhere; }
.note { border-inline-start: 4px solid var(--t1); padding: 4px 12px; margin: 16px 0; }
.verdict { font-size: 18px; margin: 20px 0; padding: 12px 16px; border: 1px solid var(--line); border-inline-start: 6px solid var(--good); border-radius: 4px; }
.verdict.broken { border-inline-start-color: var(--bad); } td.kept { color: var(--good); font-weight: 600; } td.broken { color: var(--bad); font-weight: 600; }
.value { font-weight: 600; } .scroll { overflow-x: auto; } .spread { display: inline-block; white-space: nowrap; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
.findings { table-layout: fixed; }
th, td { text-align: start; padding: 5px 14px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.findings td { white-space: normal; } .findings td:nth-child(1) { width: 40%; } .findings td:nth-child(2) { width: 15%; }
th { font-weight: 600; } table:not(.findings) td:not(:first-child) { white-space: nowrap; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); gap: 20px 28px; }
figure { margin: 8px 0; max-width: 720px; } figcaption { display: flex; justify-content: space-between; gap: 16px; color: var(--ink); font-size: 14px; font-weight: 600; margin-bottom: 4px; } .unit { color: var(--soft); font-weight: 400; white-space: nowrap; } figure svg { width: 100%; height: auto; display: block; }
.legend span { display: inline-flex; align-items: center; gap: 7px; margin-inline-end: 20px; } .legend svg { width: 24px; height: 8px; }
.line { fill: none; stroke-width: 1.8; stroke-linejoin: round; } .dashed { stroke-dasharray: 5 4; }
.t0 { stroke: var(--t0); } .t1 { stroke: var(--t1); } .t2 { stroke: var(--t2); } .t3 { stroke: var(--t3); }
.grid { stroke: var(--line); } .stroke { stroke: var(--soft); } .one { stroke: var(--soft); stroke-dasharray: 2 3; }
.point { stroke-width: 0; } .point.t0 { fill: var(--t0); } .point.t1 { fill: var(--t1); } .point.t2 { fill: var(--t2); } .point.t3 { fill: var(--t3); }
.tick, .axis, .name { fill: var(--soft); font-size: 11.5px; } .name { fill: var(--ink); font-size: 13px; stroke: var(--paper); stroke-width: 4px; paint-order: stroke; }
.dot { fill: var(--t0); fill-opacity: 0.45; } .bounds { stroke: var(--t0); stroke-width: 6; stroke-opacity: 0.3; }
.middle { stroke: var(--t0); stroke-width: 3; } .goal { stroke: var(--good); stroke-width: 3; }
/* What is drawn becomes smaller with the page, and what is written there must not. */
@media (max-width: 560px) { body { padding: 20px 16px 48px; } h1 { font-size: 24px; } .verdict { font-size: 16px; }
  .medians, .medians tbody { display: block; } .medians tr { display: grid; grid-template-columns: repeat(var(--venues), 1fr); padding: 7px 0; border-bottom: 1px solid var(--line); }
  .medians :is(td, th):nth-child(n) { padding: 0; border: 0; } table.medians td:not(:first-child) { white-space: normal; } .medians td:first-child { grid-column: 1 / -1; } .medians th:first-child { display: none; } .medians .spread { font-size: 12px; }
  .tick, .axis { font-size: 15px; } .name { font-size: 15px; } .line { stroke-width: 2.4; }
  .findings, .findings tbody { display: block; } .findings tr { display: grid; grid-template-columns: 1fr auto; gap: 0 16px; padding: 7px 0; border-bottom: 1px solid var(--line); }
  .findings td:nth-child(n) { width: auto; padding: 0; border: 0; } .findings td:nth-child(2) { text-align: end; } .findings td:nth-child(n + 3) { grid-column: 1 / -1; font-size: 13.5px; } .findings td:empty { display: none; } }
`;
