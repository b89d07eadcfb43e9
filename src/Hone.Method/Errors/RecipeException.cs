namespace Hone.Method;

/// <summary>A recipe is used wrongly, or gives something that its project cannot use.</summary>
public sealed class RecipeException : MethodException
{
    internal RecipeException(ExitCode exitCode, string expected, string got, string where, string @try, Exception? inner = null)
        : base(exitCode, expected, got, where, @try, inner)
    {
    }
}
