<?php
/**
 * The one sentence for guests that the tracker does not say itself, in the tracker's languages.
 *
 * @package OrderStatusTracker
 */

declare( strict_types=1 );

namespace OrderStatusTracker;

defined( 'ABSPATH' ) || exit;

/**
 * Where to ask about the order, by language; `%s` is the telephone number. Not by WordPress's own translations: those are of
 * the site's language, and the tracker may speak another one.
 *
 * @return array<string, string>
 */
function phone_sentences(): array {
	return array(
		'en'      => 'Questions about your order? Call %s',
		'ar'      => 'أسئلة عن الطلب؟ الهاتف: %s',
		'cs'      => 'Dotazy k objednávce? Telefon: %s',
		'da'      => 'Spørgsmål til bestillingen? Telefon: %s',
		'de'      => 'Fragen zur Bestellung? Telefon: %s',
		'el'      => 'Ερωτήσεις για την παραγγελία; Τηλέφωνο: %s',
		'es'      => '¿Preguntas sobre el pedido? Teléfono: %s',
		'fi'      => 'Kysyttävää tilauksesta? Puhelin: %s',
		'fr'      => 'Une question sur la commande ? Téléphone : %s',
		'he'      => 'שאלות על ההזמנה? טלפון: %s',
		'hi'      => 'ऑर्डर के बारे में कोई सवाल? फ़ोन: %s',
		'hu'      => 'Kérdés a rendelésről? Telefon: %s',
		'id'      => 'Ada pertanyaan tentang pesanan? Telepon: %s',
		'it'      => 'Domande sull’ordine? Telefono: %s',
		'ja'      => 'ご注文についてのお問い合わせ：%s',
		'ko'      => '주문 관련 문의 전화: %s',
		'nb'      => 'Spørsmål om bestillingen? Telefon: %s',
		'nl'      => 'Vragen over de bestelling? Telefoon: %s',
		'pl'      => 'Pytania o zamówienie? Telefon: %s',
		'pt-BR'   => 'Dúvidas sobre o pedido? Telefone: %s',
		'pt-PT'   => 'Dúvidas sobre o pedido? Telefone: %s',
		'ro'      => 'Întrebări despre comandă? Telefon: %s',
		'sv'      => 'Frågor om beställningen? Telefon: %s',
		'th'      => 'สอบถามเกี่ยวกับคำสั่งซื้อ โทร %s',
		'tr'      => 'Siparişle ilgili sorular için telefon: %s',
		'uk'      => 'Питання про замовлення? Телефон: %s',
		'vi'      => 'Có câu hỏi về đơn hàng? Điện thoại: %s',
		'zh-Hans' => '对订单有疑问？请致电 %s',
		'zh-Hant' => '對訂單有疑問？請致電 %s',
	);
}

/**
 * The tracker's language for a language tag, such as `pt-BR` for `pt`; English where it has no other one.
 *
 * @param string $tag A tag or a locale of WordPress: `de-AT`, `de_DE_formal`, `zh-TW`.
 */
function tracker_language( string $tag ): string {
	$parts    = explode( '-', str_replace( '_', '-', strtolower( $tag ) ) );
	$language = $parts[0];
	if ( 'no' === $language || 'nn' === $language ) {
		$language = 'nb';
	} elseif ( 'pt' === $language ) {
		$language = 'br' === ( $parts[1] ?? 'br' ) ? 'pt-BR' : 'pt-PT';
	} elseif ( 'zh' === $language ) {
		$language = array() === array_intersect( $parts, array( 'hant', 'tw', 'hk', 'mo' ) ) ? 'zh-Hans' : 'zh-Hant';
	}
	return array_key_exists( $language, phone_sentences() ) ? $language : 'en';
}

/**
 * The restaurant's telephone number, at the bottom of the card; and all there is to see where the script does not come.
 *
 * @param string $phone    The number, as people write it.
 * @param string $language The tracker's language; if empty, that of the page.
 */
function phone_html( string $phone, string $language ): string {
	if ( '' === $phone ) {
		return '';
	}
	$number = (string) preg_replace( '/[^\d+]/', '', $phone );
	$spoken = tracker_language( '' === $language ? get_bloginfo( 'language' ) : $language );
	$text   = esc_html( phone_sentences()[ $spoken ] );
	// A number is read from the left in every language.
	$link      = '<a dir="ltr" href="' . esc_url( 'tel:' . $number ) . '">' . esc_html( $phone ) . '</a>';
	$direction = in_array( $spoken, array( 'ar', 'he' ), true ) ? 'rtl' : 'ltr';
	// Not a paragraph: the shortcode may stand in one.
	return '<span slot="footer" lang="' . esc_attr( $spoken ) . '" dir="' . $direction . '" style="display: block">'
		. sprintf( $text, $link ) . '</span>';
}
