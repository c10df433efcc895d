// A file of its own, for the Content-Security-Policy lets no script stand in a page.
window.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  // Else a badge would be asked for from another host.
  validatorUrl: null,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
})
