import type { BoardStrings } from '../locale.js';

/** Hindi. */
export const hi: BoardStrings = {
  board: 'ऑर्डर बोर्ड',
  board_called: 'नंबर {number} तैयार है',
  board_nothing_preparing: 'रसोई में कुछ नहीं',
  board_nothing_ready: 'अभी लेने के लिए कुछ नहीं',
  board_page: '{pages} में से पेज {page}',
  board_pause: 'पेज पलटना रोकें',
  board_left_out: { one: 'और {count} अन्य', other: 'और {count} अन्य' },
  board_stale_text: 'कृपया काउंटर पर पूछें।',
  board_sound: 'आवाज़ चालू करें',
  board_sound_on: 'आवाज़ चालू है।',
  board_silent: 'यह डिवाइस यहाँ आवाज़ नहीं बजा सकता।',
  board_denied: 'इस स्क्रीन को नया लिंक चाहिए',
  board_problem: 'यह बोर्ड नहीं दिखाया जा सकता',
  board_problem_text: 'कृपया जाँचें कि यह स्क्रीन कैसे सेट की गई है। यह अपने आप फिर कोशिश करती है।',
};
