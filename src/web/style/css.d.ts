/** The bundler writes styles to a file of their own. */
declare module "*.css";
