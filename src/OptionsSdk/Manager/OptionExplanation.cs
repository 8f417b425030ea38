using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using OptionsSdk.Store;

namespace OptionsSdk;

/// <summary>
/// Where an option's value comes from: every layer in order, strongest first, with winner and losers. Immutable; values of credentials
/// are redacted.
/// </summary>
/// <param name="Option">The option.</param>
/// <param name="Value">The effective value as text.</param>
/// <param name="Source">The layer that it comes from.</param>
/// <param name="Revision">The store's revision that was judged.</param>
/// <param name="Layers">The layers, strongest first.</param>
public sealed record OptionExplanation(OptionDefinition Option, string Value, OptionSource Source, long Revision, ImmutableArray<OptionLayer> Layers)
{
    /// <summary>
    /// How much the store's word on this option may be trusted: like <see cref="OptionStore.State"/>, but <see cref="StoreState.Expired"/> only
    /// if this option's own limit has passed; <see langword="null"/> without a store, and for options that are never stored.
    /// </summary>
    public StoreState? StoreState { get; init; }

    /// <summary>Renders the explanation for a console, one layer a line.</summary>
    /// <returns>The text, with <c>\n</c> as line end.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Option.Key} = {Value}  ({Option.TypeName}, {Option.Flags}, from {Source}, store revision {Revision})");
        foreach (var layer in Layers)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {(layer.Status == OptionLayerStatus.Winner ? '>' : ' ')} {layer.Source,-8} {layer.Status}");
            if (layer.Value is not null)
            {
                text.Append(' ', 8 - layer.Status.ToString().Length).Append(layer.Value);
            }

            if (layer.Revision is { } revision)
            {
                text.Append(CultureInfo.InvariantCulture, $"  (revision {revision}, {layer.Channel}, {layer.UpdatedAt:yyyy-MM-dd HH:mm:ss}Z");
                text.Append(layer.UpdatedBy is null ? string.Empty : $", by {layer.UpdatedBy}");
                text.Append(layer.Reason is null ? ")" : $": {layer.Reason})");
            }

            if (layer.Detail is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {layer.Detail}");
            }
        }

        return text.ToString();
    }
}
