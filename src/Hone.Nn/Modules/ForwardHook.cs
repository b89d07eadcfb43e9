namespace Hone.Nn;

/// <summary>Sees what goes into a module and what comes out of it.</summary>
/// <param name="module">The module that has just run.</param>
/// <param name="input">Its input.</param>
/// <param name="output">Its output; valid until the step ends, or longer after <see cref="Tensor.Keep"/>.</param>
public delegate void ForwardHook(Module module, Tensor input, Tensor output);
