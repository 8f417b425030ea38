using System.Diagnostics.CodeAnalysis;

namespace OptionsSdk.Benchmarks.Reads.Cases;

/// <summary>One accessor that is called and not inlined, as through an interface or from code too large for it.</summary>
internal readonly unsafe struct Called([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] Type type, object target, string name) : ICase
{
    private readonly object _target = target;
    private readonly nint _accessor = type.GetProperty(name)!.GetMethod!.MethodHandle.GetFunctionPointer();

    public long Run(int passes)
    {
        var from = _target;
        var accessor = (delegate* managed<object, int>)_accessor;
        var sum = 0;
        for (; passes > 0; passes--)
        {
            for (var read = 0; read < Slices.ReadsPerPass; read++)
            {
                sum += accessor(from);
            }

            Volatile.ReadBarrier();
        }

        return sum;
    }
}
