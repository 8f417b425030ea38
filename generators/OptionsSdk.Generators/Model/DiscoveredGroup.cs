using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.Generators.Model;

/// <summary>
/// A marked class as discovery finds it: the only model that holds syntax. Everything that its own part cannot tell, because other
/// parts say it, is here by value.
/// </summary>
internal sealed record DiscoveredGroup(ClassDeclarationSyntax Declaration, AttributeSyntax Marker, EquatableArray<MemberModel> OtherMembers);
