#include "report/html_text.h"

namespace passline {

// Colours keep a contrast of 4.5:1 against their ground in both schemes (WCAG 2.1, 1.4.3). Print is always
// light.
std::string_view html_style() {
    return R"css(
:root{color-scheme:light dark;--ground:#fff;--soft:#f4f6f8;--rule:#d5dae0;--track:#e9edf1;--text:#1b2026;--dim:#59636e;
--good:#116b3e;--good-ground:#e3f4ea;--bad:#b3261e;--bad-ground:#fdeceb;--open:#855300;--open-ground:#fff3d9;
--fill:#2f6db3;--below:#c4524a;--line:#1b2026;--s1:#1f5fa8;--s2:#a84a00;--s3:#11704d;--s4:#74439f;--s5:#7a5f00}
@media (prefers-color-scheme:dark){:root{--ground:#14181d;--soft:#1d232a;--rule:#3a434d;--track:#2a323b;--text:#e8ebee;
--dim:#a3adb8;--good:#6fd39b;--good-ground:#15301f;--bad:#ff9b93;--bad-ground:#3c1b19;--open:#f2c063;--open-ground:#352810;
--fill:#6aa6e8;--below:#e8827a;--line:#e8ebee;--s1:#7ab8ff;--s2:#ffb070;--s3:#6fd3a5;--s4:#c9a6f5;--s5:#e0c55a}}
@media print{:root{color-scheme:light;--ground:#fff;--soft:#f4f6f8;--rule:#c3c9d0;--track:#e9edf1;--text:#000;--dim:#444c55;
--good:#116b3e;--good-ground:#e3f4ea;--bad:#b3261e;--bad-ground:#fdeceb;--open:#855300;--open-ground:#fff3d9;
--fill:#2f6db3;--below:#c4524a;--line:#000;--s1:#1f5fa8;--s2:#a84a00;--s3:#11704d;--s4:#74439f;--s5:#7a5f00}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.6 system-ui,-apple-system,"Segoe UI","PingFang SC",
"Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1,h2,h3,h4{line-height:1.3;margin:2rem 0 .6rem;break-after:avoid}
h1{font-size:1.75rem;margin-top:0}
h2{font-size:1.35rem;border-bottom:2px solid var(--rule);padding-bottom:.3rem}
h3{font-size:1.12rem}
h4{font-size:1rem}
header{margin-bottom:1.5rem}
header p{margin:.1rem 0;color:var(--dim)}
p,ul,ol{margin:.6rem 0}
li{margin:.2rem 0}
small,.small{font-size:.82rem;color:var(--dim)}
.small{margin:.3rem 0}
figure{margin:1.2rem 0;break-inside:avoid}
figure.long{break-inside:auto}
figcaption,caption{font-weight:600;text-align:left;margin:0 0 .4rem;padding:0 0 .4rem;break-after:avoid}
.scroll{overflow-x:auto;border:1px solid var(--rule);border-radius:6px}
.scroll:focus-visible{outline:2px solid var(--fill)}
table{border-collapse:collapse;width:100%;font-size:.92rem;line-height:1.45;font-variant-numeric:tabular-nums}
th,td{overflow-wrap:break-word;padding:.4rem .65rem;text-align:left;vertical-align:top;border-top:1px solid var(--rule)}
thead th{background:var(--soft);border-top:0;vertical-align:bottom}
thead small{display:block;font-weight:400;white-space:nowrap}
tbody th{font-weight:400}
.num{text-align:right;white-space:nowrap}
.key{white-space:nowrap}
.words{min-width:8em}
tr.total>*{font-weight:600;background:var(--soft);border-top:2px solid var(--rule)}
.good{color:var(--good)}
.bad{color:var(--bad);font-weight:600}
.open{color:var(--open)}
.dim{color:var(--dim)}
td.bad{background:var(--bad-ground)}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(10.5rem,1fr));gap:.7rem;margin:.8rem 0}
.figures div{background:var(--soft);border-left:4px solid var(--rule);border-radius:4px;padding:.6rem .8rem;break-inside:avoid}
.figures div.good{background:var(--good-ground);border-color:var(--good)}
.figures div.bad{background:var(--bad-ground);border-color:var(--bad);font-weight:400}
.figures div.open{background:var(--open-ground);border-color:var(--open)}
.figures dt{font-size:.88rem;color:var(--text)}
.figures dd{margin:0}
.figures .value{font-size:1.35rem;overflow-wrap:normal;font-weight:600;line-height:1.3;font-variant-numeric:tabular-nums}
.figures .value.words{font-size:1.05rem;min-width:0}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem;margin:.8rem 0}
.facts dt{color:var(--dim)}
.facts dd{margin:0}
.note{border-left:4px solid var(--fill);background:var(--soft);border-radius:4px;padding:.5rem .9rem;margin:1rem 0;break-inside:avoid}
.note.warning{border-color:var(--open);background:var(--open-ground)}
.signatures{display:flex;flex-wrap:wrap;gap:1.5rem 2.5rem;margin:2.5rem 0 1rem;break-inside:avoid}
.signature{flex:1 1 14rem;max-width:22rem;position:relative}
.signature p{margin:0}
.signature .name{min-height:2.6rem;border-bottom:1px solid var(--text);display:flex;align-items:flex-end;padding:.2rem 0}
.signature .day{margin-top:.3rem;color:var(--dim)}
.seal{position:absolute;right:0;top:.6rem;width:5.2rem;height:5.2rem;border:1.5px dashed var(--dim);border-radius:50%;
display:flex;align-items:center;justify-content:center;color:var(--dim);font-size:.82rem}
.chart svg{display:block;width:100%;overflow:visible;font-size:13px}
svg text{fill:var(--text)}
svg .soft{fill:var(--dim);font-size:12px}
svg .strong{font-weight:600}
svg .track{fill:var(--track)}
svg .fill{fill:var(--fill)}
svg .below{fill:var(--below)}
svg text.below{fill:var(--bad);font-weight:600}
svg .grid{stroke:var(--rule);stroke-width:1}
svg .base{stroke:var(--dim);stroke-width:1}
svg .line{stroke:var(--line);stroke-width:1.5;stroke-dasharray:5 3}
svg .span{stroke:var(--line);stroke-width:1.5}
svg .open-dot{fill:var(--ground);stroke:var(--dim);stroke-width:2}
svg .good{fill:var(--good)}
svg .bad{fill:var(--bad)}
svg .way{stroke:var(--dim);stroke-width:3}
svg .fill1{fill:var(--s1)}svg .stroke1{stroke:var(--s1);stroke-width:2.5}svg .fill2{fill:var(--s2)}svg .stroke2{stroke:var(--s2);stroke-width:2.5}svg .fill3{fill:var(--s3)}svg .stroke3{stroke:var(--s3);stroke-width:2.5}
svg .fill4{fill:var(--s4)}svg .stroke4{stroke:var(--s4);stroke-width:2.5}svg .fill5{fill:var(--s5)}svg .stroke5{stroke:var(--s5);stroke-width:2.5}
svg .halo{stroke:var(--ground);stroke-width:4px;stroke-linejoin:round;paint-order:stroke}
details{margin:.4rem 0}
summary{cursor:pointer;color:var(--dim);font-size:.85rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.page+.page{margin-top:3rem}
.letter main,.certificate main{max-width:48rem}
.letter .page>h1{text-align:center;margin:1rem 0 1.6rem}
.letter[lang|=zh] p.body{text-indent:2em}
.letter .signatures{justify-content:flex-end}
.letter .signature{max-width:18rem}
.certificate .page{border:6px double var(--fill);padding:3rem 2rem;text-align:center;display:flex;flex-direction:column;
justify-content:center;min-height:36rem}
.certificate h1{font-size:2.3rem;letter-spacing:.15em;margin:0 0 2rem}
.certificate h2{border:0;font-size:1.7rem;margin:.6rem 0}
.certificate p.body{font-size:1.1rem;margin:.8rem auto;max-width:34rem}
.certificate .facts{margin:1.5rem auto;text-align:left}
.certificate .signatures{justify-content:center}
.certificate .signature{text-align:left}
@media (max-width:30rem){main{padding:1rem .8rem 2rem}h1{font-size:1.45rem}.figures{grid-template-columns:1fr 1fr}
.figures .value{font-size:1.2rem}.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:.5rem}
.certificate .page{padding:1.5rem 1rem}.certificate h1{font-size:1.6rem}}
@page{size:A4;margin:16mm 15mm}
@page wide{size:A4 landscape}
@media print{body{font-size:10.5pt}.figures .value{font-size:1.15rem}main,.letter main,.certificate main{max-width:none;padding:0}
.scroll{overflow:visible;border:0}table{font-size:9pt}th,td{padding:.25rem .4rem}.words{min-width:0}
thead{display:table-header-group}tr{break-inside:avoid}details{display:none}a{color:inherit}
.wide{page:wide}.wide table{font-size:7pt}.wide th,.wide td{padding:.2rem .25rem}
.page{break-after:page}.page:last-child{break-after:auto}.page+.page{margin-top:0}
.figures div,.note,thead th,tr.total>*,td.bad,svg *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.certificate .page{min-height:262mm;padding:12mm}}
)css";
}

}  // namespace passline
