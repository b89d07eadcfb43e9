using System.Diagnostics;
using System.Reflection;

namespace Hone;

/// <summary>
/// Finds the operation in which an error happened, for checks that stand too deep to be told its name. It walks the stack, so only an error that is
/// about to be thrown asks.
/// </summary>
internal static class CallerName
{
    /// <summary>The outermost public operation on the stack, such as <c>Relu</c> or <c>backward of Conv2d</c>, a + b as <c>Add</c>; null outside operations.</summary>
    public static string? Operation() => Operation(new StackTrace(1));

    /// <summary>The same for the stack of an error that was thrown before.</summary>
    public static string? Operation(StackTrace stack)
    {
        string? found = null;
        foreach (StackFrame frame in stack.GetFrames())
        {
            MethodBase? method = frame.GetMethod();
            Type? type = method?.DeclaringType;
            if (type is null)
            {
                continue;
            }

            if (typeof(Autograd.Node).IsAssignableFrom(type))
            {
                found = method!.Name == "Backward" && !type.IsAbstract ? $"backward of {type.Name}" : type.IsAbstract ? found : type.Name;
            }
            else if (type.Namespace == "Hone.Ops")
            {
                // A helper of several operations, in case the JIT has inlined the operation into its caller.
                found ??= method!.Name;
            }
            else if (type == typeof(TensorOperations) || (type == typeof(Tensor) && method is { IsPublic: true, IsSpecialName: false }))
            {
                found = Name(method!);
            }
            else if (type.Assembly != typeof(Tensor).Assembly)
            {
                // The caller's own code: what lies further out is not one operation any more.
                break;
            }
        }

        return found;
    }

    /// <summary>The operation behind an operator, which is named <c>op_Addition</c> here and is inlined or not as the JIT likes.</summary>
    private static string Name(MethodBase method) => method.Name switch
    {
        "op_Addition" => "Add",
        "op_Subtraction" => "Subtract",
        "op_Multiply" => "Multiply",
        "op_Division" => "Divide",
        "op_UnaryNegation" => "Negate",
        _ => method.Name,
    };
}
