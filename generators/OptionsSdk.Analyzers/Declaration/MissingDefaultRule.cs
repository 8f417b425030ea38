using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Analyzers.Validation;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>OSDK1011: a type without an empty value needs a default.</summary>
internal static class MissingDefaultRule
{
    public static void Check(OptionDeclaration option)
    {
        if (option.Property.Initializer is null && (LeafTypes.IsLeaf(option.Type) || UserTypes.IsUserType(option.Type)) && !LeafTypes.HasEmpty(option.Type) && option.TypeProblem is null)
        {
            option.Report(DeclarationRules.MissingDefault, option.Property.Identifier.GetLocation(), option.TypeName);
        }
    }
}
