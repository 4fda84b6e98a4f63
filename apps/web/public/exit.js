// Assigned, not replaced: what lay ahead in the history is gone, and Back leads here, which leads on again.
addEventListener('pageshow', () => setTimeout(() => location.assign('https://www.tmd.go.th/')));
