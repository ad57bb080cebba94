import { codesFor } from './withdraw-words.ts';

/** What a guest is told who writes HELP, or STOP where the vendor does not answer. */
interface ReplyTexts {
  readonly help: string;
  readonly stopped: string;
}

const texts: Readonly<Record<string, ReplyTexts>> = {
  en: {
    help: 'You get messages about your order only. Reply STOP to end them.',
    stopped: 'You will get no more messages.',
  },
  ar: { help: 'تصلك رسائل عن طلبك فقط. للإيقاف يُرجى الرد بكلمة STOP.', stopped: 'لن تصلك رسائل أخرى.' },
  cs: {
    help: 'Posíláme jen zprávy o vaší objednávce. Ukončíte je odpovědí STOP.',
    stopped: 'Další zprávy už nedostanete.',
  },
  da: {
    help: 'Du får kun beskeder om din bestilling. Svar STOP for at stoppe dem.',
    stopped: 'Du får ikke flere beskeder.',
  },
  de: {
    help: 'Sie erhalten nur Nachrichten zu Ihrer Bestellung. Mit STOP beenden Sie sie.',
    stopped: 'Sie erhalten keine weiteren Nachrichten.',
  },
  el: {
    help: 'Λαμβάνετε μηνύματα μόνο για την παραγγελία σας. Απαντήστε STOP για διακοπή.',
    stopped: 'Δεν θα λάβετε άλλα μηνύματα.',
  },
  es: {
    help: 'Solo recibe mensajes sobre su pedido. Responda STOP para no recibir más.',
    stopped: 'No recibirá más mensajes.',
  },
  fi: { help: 'Saat viestejä vain tilauksestasi. Lopeta ne vastaamalla STOP.', stopped: 'Et saa enää viestejä.' },
  fr: {
    help: 'Vous recevez seulement des messages sur votre commande. Répondez STOP pour les arrêter.',
    stopped: 'Vous ne recevrez plus de messages.',
  },
  he: { help: 'נשלחות אליך הודעות על ההזמנה בלבד. להפסקה יש להשיב STOP.', stopped: 'לא יישלחו אליך הודעות נוספות.' },
  hi: { help: 'आपको केवल अपने ऑर्डर के संदेश मिलते हैं। रोकने के लिए STOP लिखकर जवाब दें।', stopped: 'अब आपको और संदेश नहीं मिलेंगे।' },
  hu: {
    help: 'Csak a rendeléséről kap üzeneteket. STOP válasszal leállíthatja őket.',
    stopped: 'Nem kap több üzenetet.',
  },
  id: {
    help: 'Anda hanya menerima pesan tentang pesanan Anda. Balas STOP untuk berhenti.',
    stopped: 'Anda tidak akan menerima pesan lagi.',
  },
  it: {
    help: 'Ricevi solo messaggi sul tuo ordine. Rispondi STOP per non riceverne più.',
    stopped: 'Non riceverai altri messaggi.',
  },
  ja: {
    help: 'ご注文に関するお知らせのみをお送りしています。停止するには STOP と返信してください。',
    stopped: '今後メッセージは届きません。',
  },
  ko: {
    help: '주문에 관한 메시지만 보내 드립니다. 그만 받으려면 STOP이라고 답장해 주세요.',
    stopped: '더 이상 메시지를 보내지 않습니다.',
  },
  nb: {
    help: 'Du får bare meldinger om bestillingen din. Svar STOP for å stoppe dem.',
    stopped: 'Du får ikke flere meldinger.',
  },
  nl: {
    help: 'Je krijgt alleen berichten over je bestelling. Antwoord STOP om ze te stoppen.',
    stopped: 'Je krijgt geen berichten meer.',
  },
  pl: {
    help: 'Wysyłamy tylko wiadomości o zamówieniu. Odpowiedz STOP, aby je zakończyć.',
    stopped: 'Nie wyślemy więcej wiadomości.',
  },
  pt: {
    help: 'Só enviamos mensagens sobre o seu pedido. Responda STOP para não receber mais.',
    stopped: 'Não receberá mais mensagens.',
  },
  ro: {
    help: 'Primiți doar mesaje despre comanda dumneavoastră. Răspundeți STOP pentru a le opri.',
    stopped: 'Nu veți mai primi mesaje.',
  },
  ru: {
    help: 'Мы пишем только о вашем заказе. Чтобы отказаться, ответьте STOP.',
    stopped: 'Сообщений больше не будет.',
  },
  sv: {
    help: 'Du får bara meddelanden om din beställning. Svara STOP för att avsluta.',
    stopped: 'Du får inga fler meddelanden.',
  },
  th: { help: 'คุณจะได้รับเฉพาะข้อความเกี่ยวกับคำสั่งซื้อของคุณ ตอบกลับ STOP เพื่อหยุดรับ', stopped: 'คุณจะไม่ได้รับข้อความอีก' },
  tr: {
    help: 'Yalnızca siparişinizle ilgili mesaj alırsınız. Durdurmak için STOP yazıp yanıtlayın.',
    stopped: 'Artık mesaj almayacaksınız.',
  },
  uk: {
    help: 'Ми пишемо лише про ваше замовлення. Щоб відмовитися, надішліть у відповідь STOP.',
    stopped: 'Більше повідомлень не буде.',
  },
  vi: {
    help: 'Bạn chỉ nhận tin nhắn về đơn hàng của mình. Trả lời STOP để ngừng nhận.',
    stopped: 'Bạn sẽ không nhận tin nhắn nữa.',
  },
  'zh-Hans': { help: '您只会收到与订单有关的短信。回复 STOP 即可停止接收。', stopped: '您不会再收到短信。' },
  'zh-Hant': { help: '您只會收到與訂單有關的簡訊。回覆 STOP 即可停止接收。', stopped: '您不會再收到簡訊。' },
};

const rightToLeft: ReadonlySet<string> = new Set(['ar', 'he']);

/** The restaurant's name before it and a way to ask after it, where they are known. English if the language is not. */
export function replyText(
  about: keyof ReplyTexts,
  given: {
    readonly language?: string | undefined;
    readonly name?: string | undefined;
    readonly contact?: string | undefined;
  },
): string {
  const { language = '', name, contact } = given;
  const code = [...codesFor(language), language.split('-')[0] ?? ''].find((each) => Object.hasOwn(texts, each)) ?? 'en';
  // A name in letters of the other direction would change places with the words.
  const isolated = (value: string) => (rightToLeft.has(code) ? `\u2068${value}\u2069` : value);
  const parts = [name && `${isolated(name)}:`, texts[code]?.[about], about === 'help' && contact && isolated(contact)];
  return parts.filter(Boolean).join(' ');
}
