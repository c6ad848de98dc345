const apps = {
  guest: { zh: '客人端', en: 'The guest app' },
  admin: { zh: '管理后台', en: 'The admin web' },
} as const

/**
 * Stands where an app will be while it is not built. It asks again every two seconds and gives way by itself.
 * The page says so in both languages: nobody’s language is known yet.
 */
export const waitingPage = (app: keyof typeof apps) => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${apps[app].zh}还在路上 · On its way</title>
<link rel="icon" href="data:,">
<style>
body{margin:0;min-height:100vh;display:flex;align-items:center;justify-content:center;background:#f6f3ec;color:#16211e;
font:15px/22px -apple-system,BlinkMacSystemFont,"PingFang SC","HarmonyOS Sans SC","MiSans","Noto Sans CJK SC",sans-serif}
main{padding:32px;max-width:320px;text-align:center}
.mark{width:44px;height:44px;margin:0 auto 20px;border-radius:10px;background:#b3361d;color:#fff;font:600 26px/44px serif}
h1{margin:0 0 8px;font-size:20px;line-height:28px}
p{margin:0 0 8px;color:#414c48}
.en{margin-top:24px}
.en h1{font-size:17px;line-height:24px}
code{font-size:13px;background:#efeae0;border-radius:6px;padding:1px 6px}
</style>
</head>
<body>
<main>
<div class="mark" aria-hidden="true">驿</div>
<h1>${apps[app].zh}还在路上</h1>
<p>第一次构建要一两分钟，好了这里会自己打开。</p>
<p>没有在构建？运行 <code>npm run build</code></p>
<div class="en" lang="en">
<h1>${apps[app].en} is on its way</h1>
<p>The first build takes a minute or two. This page opens it by itself.</p>
<p>No build running? Run <code>npm run build</code></p>
</div>
</main>
<script>
setInterval(async () => {
  const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store' }).catch(() => null)
  if (answer && answer.ok) location.reload()
}, 2000)
</script>
</body>
</html>
`
