// Before anything is drawn: styles show what works by script only where there is one. All the rest waits until the page is there.
document.documentElement.classList.add('js');
