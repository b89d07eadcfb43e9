using System.Text;

namespace Hone.Nn;

/// <summary>
/// The modules that are running on a thread, from the outermost to the innermost, and the shapes that each has computed so far:
/// what an error message needs to say where it happened. A frame is used again, so a pass through a model allocates nothing here.
/// </summary>
internal sealed class ForwardTrace
{
    [ThreadStatic]
    private static ForwardTrace? t_current;

    private readonly List<Frame> _frames = [];
    private int _depth;

    public static ForwardTrace Current => t_current ??= new ForwardTrace();

    /// <summary>The path of the innermost module that runs; null outside of a pass.</summary>
    public static string? RunningPath => t_current is { _depth: > 0 } trace ? trace.PathOfInnermost() : null;

    public void Enter(Module module, Tensor input)
    {
        if (_frames.Count == _depth)
        {
            _frames.Add(new Frame());
        }

        Frame frame = _frames[_depth++];
        frame.Module = module;
        frame.Input = input.Shape;
        frame.Steps.Clear();
    }

    /// <summary>Ends the innermost module; its output is one more shape of the module around it.</summary>
    /// <param name="output">Null when the module failed.</param>
    public void Leave(Tensor? output)
    {
        Frame frame = _frames[--_depth];
        if (_depth > 0 && output is not null)
        {
            _frames[_depth - 1].Steps.Add((frame.Module!, output.Shape));
        }

        // The thread must not keep the model alive between two passes.
        frame.Module = null;
        if (_depth == 0)
        {
            foreach (Frame used in _frames)
            {
                used.Steps.Clear();
            }
        }
    }

    /// <summary>The same error with the path of the running module and the shapes on the way to it; null for an error that is to stay as it is.</summary>
    public HoneException? Describe(HoneException error)
    {
        string path = PathOfInnermost();
        string where = error.Where is null ? path : $"{error.Where} in {path}";
        return error.InModule(path, $"{where}; shapes so far: {Shapes()}");
    }

    /// <summary>Such as <c>Sequential[3].ResBlock.conv1</c>: an index is followed by the type that stands there, a name speaks for itself.</summary>
    private string PathOfInnermost()
    {
        var path = new StringBuilder(_frames[0].Module!.TypeName);
        for (int i = 1; i < _depth; i++)
        {
            Module module = _frames[i].Module!;
            string? name = _frames[i - 1].Module!.NameOf(module);
            if (name is null)
            {
                path.Append('.').Append(module.TypeName);
            }
            else if (char.IsAsciiDigit(name[0]))
            {
                path.Append('[').Append(name).Append("].").Append(module.TypeName);
            }
            else
            {
                path.Append('.').Append(name);
            }
        }

        return path.ToString();
    }

    private string Shapes()
    {
        var text = new StringBuilder();
        for (int i = 0; i < _depth; i++)
        {
            Frame frame = _frames[i];
            text.Append(i == 0 ? "input " : "; in " + frame.Module!.TypeName + ": input ").Append(frame.Input);
            foreach ((Module module, Shape shape) in frame.Steps)
            {
                text.Append(" -> ").Append(module.TypeName).Append(' ').Append(shape);
            }
        }

        return text.ToString();
    }

    private sealed class Frame
    {
        public Module? Module { get; set; }

        public Shape Input { get; set; }

        public List<(Module Module, Shape Output)> Steps { get; } = [];
    }
}
