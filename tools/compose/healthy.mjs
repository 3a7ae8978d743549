/** Ends with 0 when the URL answers 200: a container's health check where there is no curl. */
const healthy = await fetch(process.argv[2]).then(
  (response) => response.ok,
  () => false,
);
process.exit(healthy ? 0 : 1);
