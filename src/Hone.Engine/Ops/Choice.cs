namespace Hone.Ops;

/// <summary>Refuses what is none of the choices of an enumeration: in C# any number can be cast to one, and would run as whatever comes last.</summary>
internal static class Choice
{
    /// <exception cref="HoneException">The value has no name.</exception>
    public static void Require<T>(T value, string operation)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new HoneException(
                $"{operation} knows {typeof(T).Name} {string.Join(", ", Enum.GetNames<T>())}.",
                $"({typeof(T).Name}){value}",
                operation,
                $"use {typeof(T).Name}.{Enum.GetNames<T>()[0]}, or another of these names");
        }
    }
}
