/** A plate on green, 160 × 160, as a PNG: the logo of a restaurant that has set none. */
export const plainLogo = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAKAAAACgCAIAAAAErfB6AAACRklEQVR42u3d0U3EQBBEwfkmNWIidkiBk+Dc01PoBbA7BTp09trz8fWp4sYI' +
      'AAuwAAuwAAuwAAMWYAEWYAEWYAEGLMACLMACLMACLMCABViABViAX+371z+A20TveA/Ubuzh2i09aLuZB20386DtZh603cxDt9t40HYzD91u' +
      '40HbzTx0u42Hbrfx0O02HrrdxkO323jodhsP3W7jodttXA68bjENwMlz7DOeJt1TizwEbLUpwBvntd149uqu/tUEHPffCuA3Tafmu1XAoddn' +
      'APcfGVq0ozXAlTeONQAX37C4YmuAAdPdvMF04AvnpgADjgS+oJu/01zgU8fSAQMGDPidwKd0k7cMGPDbd7v3oVSAAQMGnA988AM4duPjz7d7' +
      '74ABAwYMGDBgwIABAwYMGDBgwIABAwYM2MWGlcAuF7oeDBgwYDfd+QAGDNiN7258BwwYMGDHR8uAHQB3wh/weWAPYYkG9hilx7cGGDDjzZvy' +
      'MNLyHXmccPlePBC8fCMe6V++fi/lKF+81+oUrvkxYC/G8uaziNmtWGQosJdT9gN7vSzgzp9DwF7x3g98yvjBIU/NN390E4HrjR8f7/PAxcYJ' +
      's40ArjQOGWwKcJlxzlSDgGuMo0aaBbydOXCYicBLjTMnGQq8izl5htHAK4zDB5gOnMy8YnQ7gNOYFw1tE3AC87px7QN+innpoLYCF99kA/jQ' +
      'ISjAf+NdPIRmYAEGLMACLMACLMACDFiABViABViABRiwAAuwAAuwAAuwAAMWYAEWYP1fP0qjo5PqwK8tAAAAAElFTkSuQmCC',
  ),
  (byte) => byte.charCodeAt(0),
);
