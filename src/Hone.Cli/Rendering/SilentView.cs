namespace Hone.Cli;

/// <summary>Shows nothing while the first project runs: <c>--quiet</c>, and <c>--json</c> where nobody watches.</summary>
internal sealed class SilentView : StartObserver;
