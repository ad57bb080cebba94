/* The block in the editor. It runs as it is written here: there is no build step. */
((blocks, blockEditor, components, { createElement }, { __ }) => {
  const text = (words) => __(words, 'order-status-tracker');
  const choices = window.orderStatusTrackerChoices;

  /** A list whose choice is kept in the block. */
  function choiceOf(name, label, { attributes, setAttributes }) {
    return createElement(components.SelectControl, {
      key: name,
      label,
      value: attributes[name],
      options: choices[name],
      onChange: (value) => setAttributes({ [name]: value }),
      __nextHasNoMarginBottom: true,
      __next40pxDefaultSize: true,
    });
  }

  /** A field whose text is kept in the block. */
  function textOf(name, label, help, { attributes, setAttributes }) {
    return createElement(components.TextControl, {
      key: name,
      label,
      help,
      value: attributes[name],
      onChange: (value) => setAttributes({ [name]: value }),
      __nextHasNoMarginBottom: true,
      __next40pxDefaultSize: true,
    });
  }

  /** The block as the author sees it: what guests will see there, and its settings at the side. */
  function edit(block) {
    const { order_id: orderId } = block.attributes;
    const what =
      orderId === ''
        ? text('Guests see their order here: the one whose number is at the end of the page’s address, ?order_id=42.')
        : text('Guests see this order here:');
    return createElement(
      'div',
      // biome-ignore lint/correctness/useHookAtTopLevel: the editor calls this function as a component.
      blockEditor.useBlockProps(),
      createElement(
        blockEditor.InspectorControls,
        null,
        createElement(components.PanelBody, { title: text('Order status') }, [
          choiceOf('layout', text('Layout'), block),
          choiceOf('fulfilment', text('How guests get it'), block),
          textOf('pickup_place', text('Where it is collected'), text('Such as: the bar on the ground floor.'), block),
          choiceOf('theme', text('Colours'), block),
          choiceOf('language', text('Language'), block),
          textOf('order_id', text('One order only'), text('Leave this empty: each guest then sees their own.'), block),
        ]),
      ),
      createElement(components.Placeholder, {
        icon: 'clock',
        label: text('Order status'),
        instructions: `${what} ${orderId}`,
      }),
    );
  }

  blocks.registerBlockType('order-status-tracker/order-status', { edit, save: () => null });
})(window.wp.blocks, window.wp.blockEditor, window.wp.components, window.wp.element, window.wp.i18n);
