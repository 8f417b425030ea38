namespace OptionsSdk.Analyzers.Validation;

/// <summary>Forms of texts, as the runtime's EmailAddressRule and UrlRule check them.</summary>
internal static class TextBinder
{
    private static readonly string[] Schemes = ["http://", "https://", "ftp://"];

    public static BoundRule BindEmailAddress(RuleAttribute rule) => rule.IsText
        ? new(Check: static value => value is string text && !IsEmailAddress(text) ? "must be an email address" : null)
        : rule.DoesNotApply("it is for texts");

    public static BoundRule BindUrl(RuleAttribute rule) => rule.IsText || LeafTypes.NameOf(rule.OptionType) == LeafTypes.Uri
        ? new(Check: static value => value is string text && !IsUrl(text) ? "must start with http://, https:// or ftp://" : null)
        : rule.DoesNotApply("it is for texts and URIs");

    private static bool IsEmailAddress(string text)
    {
        var index = text.IndexOf('@');
        return index > 0 && index < text.Length - 1 && index == text.LastIndexOf('@') && text.IndexOfAny(['\r', '\n']) < 0;
    }

    private static bool IsUrl(string text) => Array.Exists(Schemes, scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));
}
