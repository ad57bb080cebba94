import puppeteer from 'puppeteer-core'; import {readFileSync,existsSync} from 'fs'; import http from 'http';
const { chromiumPath, chromiumFlags } = await import('./build/test/support/browsers.js');
const server=http.createServer((q,r)=>{ const p=q.url==='/'?null:'dist/cdn'+q.url; if(!p){r.setHeader('content-type','text/html');return r.end('<!doctype html><meta name=viewport content="width=device-width"><style>body{margin:12px;background:Canvas;font-family:sans-serif}html{color-scheme:light dark}order-status-tracker{margin-bottom:12px}</style><script type=module src=/order-status-tracker.js></script>');} if(!existsSync(p)){r.statusCode=404;return r.end();} r.setHeader('content-type',p.endsWith('json')?'application/json':'text/javascript'); r.end(readFileSync(p)); }).listen(0);
await new Promise(r=>server.once('listening',r)); const url='http://127.0.0.1:'+server.address().port+'/';
const b=await puppeteer.launch({executablePath:chromiumPath(),args:[...chromiumFlags]});
const lunch={id:'42',number:'42',restaurant_name:'Trattoria Aurora',table_label:'7',currency:'EUR',total_minor:2380,placed_at:new Date(Date.now()-40*60000).toISOString(),updated_at:new Date(Date.now()-20*60000).toISOString(),version:3,items:[{name:'Pizza Margherita',quantity:2},{name:'Espresso',quantity:1}]};
async function shot(name,{width=360,height=740,dark=false,list}){ const p=await b.newPage(); await p.setViewport({width,height,deviceScaleFactor:1}); await p.emulateMediaFeatures([{name:'prefers-color-scheme',value:dark?'dark':'light'},{name:'prefers-reduced-motion',value:'reduce'}]); await p.goto(url);
 await p.evaluate(async(list,lunch)=>{ await customElements.whenDefined('order-status-tracker'); let i=0; for(const {attrs={},orders,error,after,live=true} of list){ const e=document.createElement('order-status-tracker'); for(const [k,v] of Object.entries(attrs)) e.setAttribute(k,v); e.orderId='s'+(i++); e.cache='none';
   let sink; let v=3; const wire=o=>({...lunch,id:e.orderId,...o,version:v++}); let current=wire(orders[0]);
   e.transport={name:'x',traits:{authenticated:true},...(live&&{connect(r,s){sink=s;setTimeout(()=>{s.opened();s.confirmed();},5);return{probe(){s.alive()},renewToken(){},close(){}}}}),read:async()=>{ if(error) throw new Error('x'); return current}};
   document.body.append(e); if(after==='fail') e.addEventListener('order-question',ev=>ev.respondWith(Promise.reject(new Error('x')))); await new Promise(r=>setTimeout(r,250)); for(const o of orders.slice(1)){ current=wire(o); sink.received(current); await new Promise(r=>setTimeout(r,120)); }
   if(after) { e.shadowRoot.querySelector(after==='fail'?'[part=question-button]':after)?.click(); await new Promise(r=>setTimeout(r,120)); } } },list,lunch);
 await new Promise(r=>setTimeout(r,400)); await p.screenshot({path:'/tmp/shots/'+name+'.png',fullPage:true}); await p.close(); }
const all={rating:'on','rating-after':'0',reorder:'on',receipt:'https://x.test/{id}',tip:'on','ask-kitchen':'on'};
const sets={
 phone1:{list:[{attrs:all,orders:[{status:'preparing'}],after:'[part=question-button]'}]},
 phone2:{list:[{attrs:all,orders:[{status:'completed'}]}]},
 thanks:{list:[{attrs:all,orders:[{status:'served'}],after:'[part=rating-star]:nth-child(4)'}]},
 ready:{list:[{attrs:all,orders:[{status:'preparing'},{status:'ready'}]}]},
 undo:{list:[{attrs:{},orders:[{status:'ready'},{status:'preparing'}]}]},
 cancelled:{list:[{attrs:all,orders:[{status:'cancelled',reason:'Sold out'}]}]},
 compact:{list:[{attrs:{layout:'compact'},orders:[{status:'preparing',on_hold:true,reason:'The oven is down for a moment'}]},{attrs:{layout:'compact'},orders:[{status:'preparing',delayed:true}]},{attrs:{layout:'compact'},orders:[{status:'cancelled',reason:'Sold out'}]},{attrs:{layout:'compact'},orders:[{status:'ready',status_source:'estimated'}]},{attrs:{layout:'compact'},orders:[{status:'ready'}]},{attrs:{layout:'compact'},orders:[{status:'preparing'}]}]},
 dark:{dark:true,list:[{attrs:all,orders:[{status:'completed'}]},{attrs:all,orders:[{status:'preparing',delayed:true,reason:'Many orders'}],after:'fail'}]},
 german:{list:[{attrs:{...all,lang:'de'},orders:[{status:'completed'}]},{attrs:{...all,lang:'de'},orders:[{status:'preparing'}],after:'[part=question-button]'}]},
 arabic:{list:[{attrs:{...all,lang:'ar'},orders:[{status:'preparing',estimated_ready_from:new Date(Date.now()+20*60000).toISOString(),estimated_ready_to:new Date(Date.now()+30*60000).toISOString()}],after:'[part=question-button]'},{attrs:{...all,lang:'ar'},orders:[{status:'served'},{status:'completed'}]}]},
 hebrew:{list:[{attrs:{...all,lang:'he'},orders:[{status:'preparing',estimated_ready_from:new Date(Date.now()+20*60000).toISOString(),estimated_ready_to:new Date(Date.now()+30*60000).toISOString()}]}]},
 wide:{width:1000,height:800,list:[{attrs:all,orders:[{status:'preparing'},{status:'ready'}]},{attrs:all,orders:[{status:'completed'}]}]},
};
for(const n of (process.argv.slice(2).length?process.argv.slice(2):Object.keys(sets))) await shot(n,sets[n]);
await b.close(); server.close();
