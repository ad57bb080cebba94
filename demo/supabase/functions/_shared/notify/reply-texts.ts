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
  ar: { help: 'تصلك رسائل عن طلبك فقط. أرسل STOP لإيقافها.', stopped: 'لن تصلك رسائل أخرى.' },
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
    help: 'Vous ne recevez que des messages sur votre commande. Répondez STOP pour arrêter.',
    stopped: 'Vous ne recevrez plus de messages.',
  },
  he: { help: 'נשלחות אליך הודעות על ההזמנה בלבד. להפסקה יש להשיב STOP.', stopped: 'לא יישלחו אליך הודעות נוספות.' },
  hi: { help: 'आपको केवल आपके ऑर्डर के संदेश मिलते हैं। रोकने के लिए STOP लिखें।', stopped: 'अब आपको और संदेश नहीं मिलेंगे।' },
  hu: {
    help: 'Csak a rendeléséről kap üzeneteket. Leállításukhoz válaszoljon: STOP.',
    stopped: 'Nem kap több üzenetet.',
  },
  id: {
    help: 'Anda hanya menerima pesan tentang pesanan Anda. Balas STOP untuk berhenti.',
    stopped: 'Anda tidak akan menerima pesan lagi.',
  },
  it: {
    help: 'Riceve solo messaggi sul suo ordine. Risponda STOP per non riceverne più.',
    stopped: 'Non riceverà altri messaggi.',
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
    help: 'Du får bare meldinger om bestillingen din. Svar STOPP for å stoppe dem.',
    stopped: 'Du får ikke flere meldinger.',
  },
  nl: {
    help: 'U krijgt alleen berichten over uw bestelling. Antwoord STOP om ze te stoppen.',
    stopped: 'U krijgt geen berichten meer.',
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
    help: 'Primiți doar mesaje despre comanda dvs. Răspundeți STOP pentru a le opri.',
    stopped: 'Nu veți mai primi mesaje.',
  },
  ru: {
    help: 'Мы пишем только о вашем заказе. Чтобы отказаться, ответьте СТОП.',
    stopped: 'Сообщений больше не будет.',
  },
  sv: {
    help: 'Du får bara meddelanden om din beställning. Svara STOPP för att avsluta.',
    stopped: 'Du får inga fler meddelanden.',
  },
  th: { help: 'คุณจะได้รับเฉพาะข้อความเกี่ยวกับคำสั่งซื้อ ตอบ STOP เพื่อหยุดรับ', stopped: 'คุณจะไม่ได้รับข้อความอีก' },
  tr: {
    help: 'Yalnızca siparişinizle ilgili mesaj alırsınız. Durdurmak için STOP yanıtlayın.',
    stopped: 'Artık mesaj almayacaksınız.',
  },
  uk: {
    help: 'Ми пишемо лише про ваше замовлення. Щоб відмовитися, дайте відповідь СТОП.',
    stopped: 'Більше повідомлень не буде.',
  },
  vi: {
    help: 'Bạn chỉ nhận tin nhắn về đơn hàng. Trả lời STOP để ngừng nhận.',
    stopped: 'Bạn sẽ không nhận tin nhắn nữa.',
  },
  zh: { help: '您只会收到与订单有关的短信。回复 STOP 即可停止接收。', stopped: '您不会再收到短信。' },
};

/** The restaurant's name before it and a way to ask after it, where they are known. English if the language is not. */
export function replyText(
  about: keyof ReplyTexts,
  given: {
    readonly language?: string | undefined;
    readonly name?: string | undefined;
    readonly contact?: string | undefined;
  },
): string {
  const base = given.language?.toLowerCase().split('-')[0] ?? '';
  const known = Object.hasOwn(texts, base) ? texts[base] : texts.en;
  const parts = [given.name && `${given.name}:`, known?.[about], about === 'help' && given.contact];
  return parts.filter(Boolean).join(' ');
}
