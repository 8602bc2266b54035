// A file of its own: the policy of this server lets no script stand in a page.
window.SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", deepLinking: true, persistAuthorization: false, validatorUrl: null });
