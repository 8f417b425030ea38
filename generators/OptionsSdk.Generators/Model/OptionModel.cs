namespace OptionsSdk.Generators.Model;

/// <summary>One option, as text that means in the generated file what it means in the user's.</summary>
/// <param name="Ordinal">The option's place in its group.</param>
/// <param name="Name">The property's name as spelled, verbatim prefix included.</param>
/// <param name="PlainName">The property's name without a verbatim prefix, for names made of it.</param>
/// <param name="Type">The property's type.</param>
/// <param name="Modifiers">The property's modifiers, which both parts must repeat.</param>
/// <param name="Accessibility">The accessibility among them.</param>
/// <param name="IsListed">Whether public nested types may show it: its type may be less accessible than they are otherwise.</param>
/// <param name="Key">A constant expression of the key.</param>
/// <param name="Flags">A constant expression of the flags.</param>
/// <param name="CanWrite">Whether Set and Delete methods exist.</param>
/// <param name="CanWatch">Whether a Watch method exists.</param>
/// <param name="HasDefault">Whether the property has an initializer.</param>
/// <param name="DefaultText">The initializer as the manifest shows it; empty where it may be secret.</param>
/// <param name="Kind">How the fast word holds the value.</param>
/// <param name="WordIndex">The fast word's index among those of its width.</param>
/// <param name="WordRead">Turns the local <c>word</c> into the value; empty where the word is a reference.</param>
/// <param name="Codec">An expression of the codec.</param>
/// <param name="Rules">Expressions of the rules.</param>
/// <param name="Staleness">The arguments that limit the staleness; null where it has no limit.</param>
/// <param name="Description">The summary of the property's documentation.</param>
/// <param name="HookModifiers">The modifiers of the validation hook; null where the user's members leave no room for it.</param>
/// <param name="HookValue">The name of the hook's first parameter; null where the user does not implement it.</param>
/// <param name="HookError">The name of the hook's second parameter; null where the user does not implement it.</param>
/// <param name="Helpers">Which helper methods the user's members leave room for.</param>
internal sealed record OptionModel(
    int Ordinal,
    string Name,
    string PlainName,
    string Type,
    string Modifiers,
    string Accessibility,
    bool IsListed,
    string Key,
    string Flags,
    bool CanWrite,
    bool CanWatch,
    bool HasDefault,
    string DefaultText,
    WordKind Kind,
    int WordIndex,
    string WordRead,
    string Codec,
    EquatableArray<string> Rules,
    string? Staleness,
    string? Description,
    string? HookModifiers,
    string? HookValue,
    string? HookError,
    HelperMethods Helpers);
