using System.ComponentModel;
using Microsoft.CodeAnalysis;

namespace System.Runtime.CompilerServices;

/// <summary>Lets the compiler emit init-only setters, and with them records.</summary>
[Embedded]
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit;
