/*
 * The panel that shows the state of a post's narration, and the block.
 */
( function ( wp, settings ) {
	const { createElement, useEffect, useState } = wp.element;
	const { Button, Notice, Placeholder, TextControl } = wp.components;
	const { useSelect } = wp.data;
	const { __, sprintf } = wp.i18n;
	const Panel =
		wp.editor?.PluginDocumentSettingPanel ??
		wp.editPost.PluginDocumentSettingPanel;
	const BUSY = [ 'queued', 'working' ];
	const INTERVAL_MS = 3000;

	/**
	 * Returns the narration of the post, a function that asks for something, and its error.
	 *
	 * @param {number}  id       The post.
	 * @param {boolean} isSaving Whether the post is being saved.
	 */
	function useNarration( id, isSaving ) {
		const [ narration, setNarration ] = useState( {} );
		const [ error, setError ] = useState( '' );
		const request = ( method ) =>
			wp.apiFetch( { path: `/narrate/v1/posts/${ id }`, method } ).then(
				( answer ) => {
					setNarration( answer );
					setError( '' );
				},
				( { message } ) => setError( message )
			);
		useEffect( () => {
			if ( id && ! isSaving ) {
				request( 'GET' );
			}
		}, [ id, isSaving ] );
		useEffect( () => {
			if ( ! BUSY.includes( narration.state ) ) {
				return;
			}
			const timer = setTimeout( () => request( 'GET' ), INTERVAL_MS );
			return () => clearTimeout( timer );
		}, [ narration ] );
		return { narration, request, error };
	}

	function NarrationPanel() {
		const { id, type, isSaving } = useSelect( ( select ) => {
			const editor = select( 'core/editor' );
			return {
				id: editor.getCurrentPostId(),
				type: editor.getCurrentPostType(),
				isSaving: editor.isSavingPost(),
			};
		} );
		const { narration, request, error } = useNarration( id, isSaving );
		if ( ! settings.types.includes( type ) ) {
			return null;
		}
		const { state, words, reason, percent, audio, player } = narration;
		const isBusy = BUSY.includes( state );
		const status =
			typeof percent === 'number'
				? // translators: 1: a state, such as "Being narrated". 2: a number of percent.
				  sprintf( __( '%1$s: %2$d %%', 'narrate' ), words, percent )
				: words;
		return createElement(
			Panel,
			{
				name: 'narrate',
				title: __( 'Narration', 'narrate' ),
				className: 'narrate-panel',
			},
			createElement( 'p', { role: 'status' }, status ),
			reason && createElement( 'p', {}, reason ),
			error &&
				createElement(
					Notice,
					{ status: 'error', isDismissible: false },
					error
				),
			narration.is_public === false &&
				createElement(
					'p',
					{},
					__(
						'Only a post that everybody may read is narrated.',
						'narrate'
					)
				),
			audio &&
				createElement( 'audio', {
					controls: true,
					preload: 'none',
					src: audio,
					style: { width: '100%' },
				} ),
			narration.is_public &&
				createElement(
					'p',
					{},
					createElement(
						Button,
						{
							variant: 'secondary',
							disabled: isBusy,
							onClick: () => request( 'POST' ),
						},
						audio
							? __( 'Narrate again', 'narrate' )
							: __( 'Narrate now', 'narrate' )
					),
					' ',
					audio &&
						createElement(
							Button,
							{
								variant: 'tertiary',
								isDestructive: true,
								onClick: () => request( 'DELETE' ),
							},
							__( 'Withdraw', 'narrate' )
						)
				),
			player &&
				createElement( TextControl, {
					label: __(
						'Address of the player, for other sites',
						'narrate'
					),
					value: player,
					readOnly: true,
					onChange: () => {},
				} )
		);
	}

	wp.plugins.registerPlugin( 'narrate', {
		render: NarrationPanel,
		icon: 'controls-volumeon',
	} );
	wp.blocks.registerBlockType( 'narrate/player', {
		edit: () =>
			createElement(
				'div',
				wp.blockEditor.useBlockProps(),
				createElement( Placeholder, {
					icon: 'controls-volumeon',
					label: __( 'Narration', 'narrate' ),
					instructions: __(
						'The player stands here when the post has been narrated.',
						'narrate'
					),
				} )
			),
		save: () => null,
	} );
} )( window.wp, window.narrateEditor );
