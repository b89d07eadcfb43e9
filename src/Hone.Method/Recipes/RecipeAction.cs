namespace Hone.Method;

/// <summary>Something that the program of a recipe can do when it is started with <c>--action NAME</c>.</summary>
/// <param name="session">The recipe beside its project.</param>
/// <param name="line">The command line.</param>
/// <param name="console">Where results go.</param>
/// <returns>The exit code; errors are thrown.</returns>
internal delegate ExitCode RecipeAction(RecipeSession session, RecipeCommandLine line, RecipeConsole console);
