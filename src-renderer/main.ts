import './styles/index.css'
import ui from '@nuxt/ui/vue-plugin'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { z } from 'zod'
import { connectBench } from './api/bench'
import App from './App.vue'
import { router } from './router'

// The page's content policy forbids compiling code at run time.
z.config({ jitless: true })

const app = createApp(App)
connectBench(app)
app.use(createPinia()).use(router).use(ui)

// A turn of its own: evaluating the program and drawing it for the first time would together block the window too long.
setTimeout(() => app.mount('#app'))
