using Spectre.Console;

namespace Hone.Cli;

/// <summary>
/// Where a command writes: a terminal with colors and one live line at the bottom, or plain text without control characters. Texts use
/// Spectre.Console's markup, such as <c>[bold]word[/]</c>; text that comes from elsewhere is escaped first.
/// </summary>
internal sealed class Screen
{
    // Lines are wrapped here, between words; Spectre.Console would cut a long path.
    private const int NoWrapping = 100_000;

    private readonly IAnsiConsole _console;
    private readonly TextWriter _writer;
    private readonly Lock _gate = new();
    private bool _live;

    private Screen(TextWriter writer, bool isLive, int width)
    {
        IsLive = isLive;
        Width = width;
        _writer = writer;
        AnsiSupport ansi = OperatingSystem.IsWindows() ? AnsiSupport.Detect : AnsiSupport.Yes;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isLive ? ansi : AnsiSupport.No,

            // The sixteen colors that every terminal lets its owner choose: readable on dark and on light.
            ColorSystem = isLive ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        _console.Profile.Width = NoWrapping;
        IsLive = isLive && _console.Profile.Capabilities.Ansi;
    }

    /// <summary>Whether there are colors and a live line.</summary>
    public bool IsLive { get; }

    /// <summary>Columns that a line may have.</summary>
    public int Width { get; }

    /// <summary>Where the results of a command go.</summary>
    public static Screen OfOutput(CliHost host) => Of(host, host.Out, host.OutIsTerminal);

    /// <summary>Where errors go, and the progress of a command whose output is for machines.</summary>
    public static Screen OfError(CliHost host) => Of(host, host.Error, host.ErrorIsTerminal);

    public void Line(string markup = "")
    {
        lock (_gate)
        {
            if (!IsLive)
            {
                // Plain text needs no renderer: a table of ten thousand runs is written in a blink.
                _writer.Write(Markup.Remove(markup) + Environment.NewLine);
                return;
            }

            ClearLive();
            _console.MarkupLine(markup);
        }
    }

    /// <summary>Writes text from elsewhere behind a prefix; further lines are indented to its column.</summary>
    /// <param name="prefix">Markup; <paramref name="indent"/> columns wide.</param>
    /// <param name="indent">The column at which the text starts.</param>
    /// <param name="text">Plain text.</param>
    /// <param name="style">The style of the text, such as <c>dim</c>; empty for none.</param>
    public void Paragraph(string prefix, int indent, string text, string style = "")
    {
        IReadOnlyList<string> lines = TextWrap.Lines(text, Width - indent);
        for (int i = 0; i < lines.Count; i++)
        {
            string start = i == 0 ? prefix : new string(' ', indent);
            Line(start + Styled(lines[i], style));
        }
    }

    /// <summary>Shows a line that the next one replaces; does nothing in plain text.</summary>
    /// <param name="markup">Markup whose text is narrower than <see cref="Width"/>.</param>
    public void Live(string markup)
    {
        if (!IsLive)
        {
            return;
        }

        lock (_gate)
        {
            // Overwritten in place and cleared behind its end: erasing the line first would make it flicker.
            _console.Write(new ControlCode("\r"));
            _console.Markup(markup);
            _console.Write(new ControlCode("\u001b[K"));
            _live = true;
        }
    }

    /// <summary>Removes the live line.</summary>
    public void EndLive()
    {
        lock (_gate)
        {
            ClearLive();
        }
    }

    /// <summary>Plain text in a style, safe inside markup.</summary>
    public static string Styled(string text, string style) =>
        style.Length == 0 ? text.EscapeMarkup() : $"[{style}]{text.EscapeMarkup()}[/]";

    private static Screen Of(CliHost host, TextWriter writer, bool isTerminal)
    {
        bool isLive = isTerminal && !HostSettings.IsPlain(host);
        return new Screen(writer, isLive, isTerminal ? Math.Max(host.Width, 40) : CliHost.PlainWidth);
    }

    private void ClearLive()
    {
        if (_live)
        {
            _console.Write(new ControlCode("\r\u001b[K"));
            _live = false;
        }
    }
}
