(* Theorems on flows, again in the vocabulary of the libraries alone; see Audit.v.

   th a t   == the logit of the answer a at the time t; the policy is exp (th a t)
               over the sum of all, its softmax
   v a      == the velocity of the logit of a
   L t      == the log-odds of the favoured one of two answers
   is_derive, is_lim are Coquelicot's derivative and limit of real functions. *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Sums Policy Flows Gradient Likelihood Clocks Solutions.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

(* ------------------------------------------------------------------------ *)
(* Two answers: every flow of T10 has one solution, and it is the clock.     *)

Theorem T10_unique :
  let p l := / (1 + exp (- l)) in
  let unique (v : R -> R) := forall L K : R -> R,
    (forall t, is_derive L t (v (L t))) -> (forall t, is_derive K t (v (K t))) ->
    L 0 = K 0 -> forall t, L t = K t in
  let unique_from_above_0 (v : R -> R) := forall L K : R -> R,
    (forall t, is_derive L t (v (L t))) -> (forall t, is_derive K t (v (K t))) ->
    0 < L 0 -> L 0 = K 0 -> forall t, L t = K t in
  unique (fun=> 1) /\ unique (fun l => l) /\ unique (fun l => 2 * p l - 1) /\
  unique (fun l => 2 * (p l * (1 - p l))) /\
  unique (fun l => 2 * sqrt (p l * (1 - p l))) /\
  unique_from_above_0 (fun l => 2 * (p l * (1 - p l)) * l) /\
  unique_from_above_0 (fun l => 2 * (p l * (1 - p l)) * (2 * p l - 1)).
Proof.
split; first exact: Clocks.mirror_vote_same.
split; first exact: Clocks.mirror_log_same.
split; first exact: Clocks.mirror_probability_same.
split; first exact: Clocks.gradient_vote_same.
split; first exact: Clocks.grpo_vote_same.
by split; [exact: Clocks.gradient_log_same|exact: Clocks.gradient_probability_same].
Qed.

Theorem T10_solutions :
  let p l := / (1 + exp (- l)) in
  let solution (v : R -> R) start := exists L : R -> R,
    L 0 = start /\ forall t, is_derive L t (v (L t)) in
  (forall start, solution (fun=> 1) start /\ solution (fun l => l) start /\
    solution (fun l => 2 * p l - 1) start /\ solution (fun l => 2 * (p l * (1 - p l))) start /\
    solution (fun l => 2 * sqrt (p l * (1 - p l))) start) /\
  (forall start, 0 < start -> solution (fun l => 2 * (p l * (1 - p l)) * l) start /\
    solution (fun l => 2 * (p l * (1 - p l)) * (2 * p l - 1)) start).
Proof.
split=> start => [|start_gt0]; last first.
  by split; [exact: Solutions.gradient_log_solution|exact: Solutions.gradient_probability_solution].
split; first by exists (fun t => start + t); split=> [|t]; [ring|auto_derive => //; ring].
split; first by exists (fun t => start * exp t); split=> [|t]; [rewrite exp_0; ring|auto_derive => //; ring].
split; first exact: Solutions.mirror_probability_solution.
by split; [exact: Clocks.vote_solution|exact: Solutions.grpo_solution].
Qed.

Theorem T10_gradient_vote :
  let speed l := 2 * (/ (1 + exp (- l)) * (1 - / (1 + exp (- l)))) in
  (forall L : R -> R, (forall t, is_derive L t (speed (L t))) ->
     forall t, sinh (L t) + L t = sinh (L 0) + L 0 + t) /\
  (forall start, exists L : R -> R, L 0 = start /\ forall t, is_derive L t (speed (L t))).
Proof. by move=> speed; split; [exact: Flows.vote_clock|exact: Clocks.vote_solution]. Qed.

(* ln l + Chi l has the slope (1 + cosh l) / l. *)
Theorem T10_gradient_log (L : R -> R) :
  (forall t, is_derive L t
     (2 * (/ (1 + exp (- L t)) * (1 - / (1 + exp (- L t)))) * L t)) -> 0 < L 0 ->
  (forall C : R -> R, (forall l, 0 < l -> is_derive C l ((1 + cosh l) / l)) ->
     forall t, C (L t) = C (L 0) + t) /\
  (exists C : R -> R, forall l, 0 < l -> is_derive C l ((1 + cosh l) / l)).
Proof.
move=> flow start; split; last exact: Clocks.gradient_log_clock_exists.
exact: (Clocks.gradient_log_clock flow start).
Qed.

Theorem T10_gradient_probability (L : R -> R) :
  (forall t, is_derive L t (2 * (/ (1 + exp (- L t)) * (1 - / (1 + exp (- L t))))
                            * (2 * / (1 + exp (- L t)) - 1))) ->
  let y t := sinh (L t / 2) ^ 2 in
  forall t, y t * exp (y t) = y 0 * exp (y 0) * exp (t / 2).
Proof. exact: Clocks.gradient_probability_clock. Qed.

(* ------------------------------------------------------------------------ *)
(* Policy gradient with the reward 1 on M, over any number of answers.       *)

Section Vote.

Variables (A : finType) (M : {set A}) (th : A -> R -> R).

Hypothesis flow : forall a t,
  let pi b := exp (th b t) / \big[Rplus/0]_(d : A) exp (th d t) in
  is_derive (th a) t (pi a * ((if a \in M then 1 else 0) - \big[Rplus/0]_(b in M) pi b)).

Theorem T11_mass_law (t : R) :
  let pi u a := exp (th a u) / \big[Rplus/0]_(b : A) exp (th b u) in
  let p u := \big[Rplus/0]_(a in M) pi u a in
  let slope := (1 - p t) ^ 2 * (\big[Rplus/0]_(a in M) pi t a ^ 2)
               + p t ^ 2 * (\big[Rplus/0]_(a in ~: M) pi t a ^ 2) in
  is_derive p t slope /\ ((exists m, m \in M) -> (exists w, w \notin M) -> 0 < slope).
Proof.
move=> pi p slope; split; first exact: (Gradient.mass_law flow t).
by case=> m m_in [w w_out]; exact: (Gradient.mass_grows th t m_in w_out).
Qed.

Theorem T12_invariants (m a b : A) (t : R) :
  \big[Rplus/0]_(d : A) th d t = \big[Rplus/0]_(d : A) th d 0 /\
  ((a \in M) = (b \in M) ->
   exp (- th a t) - exp (- th b t) = exp (- th a 0) - exp (- th b 0)).
Proof.
split; first exact: (Gradient.logits_conserved flow m t).
exact: (Gradient.gap_conserved flow t).
Qed.

Theorem T12_limit (m w : A) :
  m \in M -> w \notin M -> (forall a, a \in M -> a != m -> th a 0 < th m 0) ->
  (forall a, is_lim (fun t => exp (th a t) / \big[Rplus/0]_(b : A) exp (th b t)) p_infty
                    (if a == m then 1 else 0)) /\
  is_lim (th m) p_infty p_infty /\
  (forall a, a \in M -> a != m ->
     is_lim (th a) p_infty (- ln (exp (- th a 0) - exp (- th m 0)))).
Proof.
move=> m_in w_out lead; split; first exact: (Gradient.point_mass flow m_in w_out lead).
split; first exact: (Gradient.m_diverges flow m_in w_out lead).
exact: (Gradient.others_stop flow m_in w_out lead).
Qed.

End Vote.

(* Two strategies s behind shared logits, voted for by the answer of the first:
   the log-odds u rise by the vote's clock, and the mass of the first with them. *)
Theorem T44_strategies (th : bool -> R -> R) :
  (forall s t, let pi b := exp (th b t) / \big[Rplus/0]_(d : bool) exp (th d t) in
     is_derive (th s) t (pi s * ((if s == true then 1 else 0) - pi true))) ->
  let u t := th true t - th false t in
  (forall t, exp (th true t) / \big[Rplus/0]_(d : bool) exp (th d t) = / (1 + exp (- u t))) /\
  (forall t, sinh (u t) + u t = sinh (u 0) + u 0 + t) /\
  (forall s t, s < t -> u s < u t).
Proof.
move=> flow; apply: Gradient.strategies_clock => s t; have := flow s t.
by rewrite /Gradient.pull /Policy.vote /Policy.mass Sums.sum_set1 in_set1.
Qed.

(* ------------------------------------------------------------------------ *)
(* Gradients, along any motion of the logits: v is the direction. With r = ln pi
   the mean of (grad ln pi) r is the gradient of minus the entropy.          *)

Section Gradients.

Variables (A : finType) (th : A -> R -> R) (v : A -> R) (t : R).
Hypothesis motion : forall a, is_derive (th a) t (v a).

Theorem T16a_entropy_gradient :
  let pi u a := exp (th a u) / \big[Rplus/0]_(b : A) exp (th b u) in
  exists score : A -> R,
    (forall a, is_derive (fun u => ln (pi u a)) t (score a)) /\
    is_derive (fun u => \big[Rplus/0]_(a : A) (pi u a * ln (pi u a))) t
              (\big[Rplus/0]_(a : A) (pi t a * (score a * ln (pi t a)))).
Proof.
move=> pi; exists (Gradient.speed (pi t) v); split=> [a|].
- exact: (Gradient.ln_softmax_derive motion a).
- exact: (Gradient.entropy_gradient motion).
Qed.

Theorem T23_entropy_gradient :
  let pi u a := exp (th a u) / \big[Rplus/0]_(b : A) exp (th b u) in
  is_derive (fun u => \big[Rplus/0]_(a : A) (pi u a * ln (pi u a))) t
    (\big[Rplus/0]_(a : A) (v a * (pi t a
       * (ln (pi t a) - \big[Rplus/0]_(b : A) (pi t b * ln (pi t b)))))).
Proof.
move=> pi; rewrite -[X in is_derive _ _ X](Gradient.entropy_coordinates th v t).
exact: (Gradient.entropy_gradient motion).
Qed.

Theorem T23_certainty_gradient :
  let pi u a := exp (th a u) / \big[Rplus/0]_(b : A) exp (th b u) in
  let even := / INR #|A| in
  is_derive (fun u => \big[Rplus/0]_(a : A) (even * ln (even / pi u a))) t
            (\big[Rplus/0]_(a : A) (v a * (pi t a - even))).
Proof. exact: (Gradient.certainty_gradient motion). Qed.

End Gradients.

(* ------------------------------------------------------------------------ *)
(* Likelihood rewards: f rises up to some place past s, and falls after it.  *)

(* T14's path: after k steps s = (1 + 1/beta)^k. *)
Theorem T34_power_path (A : finType) (pi : A -> R) (c : A) :
  (forall a, 0 < pi a) -> \big[Rplus/0]_(a : A) pi a = 1 ->
  let path s := exp (s * ln (pi c)) / \big[Rplus/0]_(b : A) exp (s * ln (pi b)) in
  (exists peak, 1 < peak /\
     (forall x y, 1 <= x -> x < y -> y <= peak -> path x < path y) /\
     (forall x y, peak <= x -> x < y -> path y < path x))
  <-> \big[Rplus/0]_(b : A) (pi b * ln (pi b)) < ln (pi c) /\ exists m, pi c < pi m.
Proof. by move=> gt0 sum1; exact: (Likelihood.power_peak c (conj gt0 sum1)). Qed.

Theorem T34_power_peak (A : finType) (pi : A -> R) (c m : A) :
  (forall a, 0 < pi a) -> \big[Rplus/0]_(a : A) pi a = 1 ->
  let path s b := exp (s * ln (pi b)) / \big[Rplus/0]_(d : A) exp (s * ln (pi d)) in
  pi c < pi m -> \big[Rplus/0]_(b : A) (pi b * ln (pi b)) < ln (pi c) ->
  exists peak, 1 < peak /\
    (forall x y, 1 <= x -> x < y -> y <= peak -> path x c < path y c) /\
    (forall x y, peak <= x -> x < y -> path y c < path x c) /\
    \big[Rplus/0]_(b : A) (path peak b * ln (pi b)) = ln (pi c).
Proof. by move=> gt0 sum1; exact: (Likelihood.power_peak_place (conj gt0 sum1)). Qed.

(* Mirror flow with the reward pi: each logit moves at its probability. *)
Theorem T34_probability_flow (A : finType) (th : A -> R -> R) (c : A) :
  let pi t a := exp (th a t) / \big[Rplus/0]_(b : A) exp (th b t) in
  (forall a t, is_derive (th a) t (pi t a)) ->
  (exists peak, 0 < peak /\
     (forall x y, 0 <= x -> x < y -> y <= peak -> pi x c < pi y c) /\
     (forall x y, peak <= x -> x < y -> pi y c < pi x c))
  <-> \big[Rplus/0]_(a : A) (pi 0 a * pi 0 a) < pi 0 c /\ exists m, pi 0 c < pi 0 m.
Proof. exact: Likelihood.climb_peak. Qed.

Theorem T34_flow_exists (A : finType) (start : A -> R) (a0 : A) :
  exists th : A -> R -> R, (forall a, th a 0 = start a) /\
    forall a t, is_derive (th a) t (exp (th a t) / \big[Rplus/0]_(b : A) exp (th b t)).
Proof. exact: (Likelihood.climb_exists start a0). Qed.

(* ------------------------------------------------------------------------ *)
(* The shared shortcut b: it grows by the problems it wins, whose margins are
   logistic around mu.                                                       *)

Theorem T42_unique (v s mu : R) : 0 < v -> 0 < s ->
  let flow b := b 0 = 0 /\ forall t, is_derive b t (v / (1 + exp (- ((b t - mu) / s)))) in
  (exists b : R -> R, flow b) /\
  (forall b d : R -> R, flow b -> flow d -> forall t, b t = d t).
Proof.
move=> v_gt0 s_gt0 flow; split; first exact: (Clocks.shortcut_exists mu v_gt0 s_gt0).
by move=> b d [b0 b'] [d0 d']; exact: (Clocks.shortcut_same v_gt0 s_gt0 b0 d0 b' d').
Qed.

Theorem T42_collapse (v s mu tau t : R) (b : R -> R) : 0 < v -> 0 < s -> 0 < tau < 1 ->
  b 0 = 0 -> (forall t, is_derive b t (v / (1 + exp (- ((b t - mu) / s))))) ->
  let label_accuracy u := / (1 + exp (- ((mu - b u) / s))) in
  let odds := label_accuracy 0 / (1 - label_accuracy 0) in
  let odds_tau := tau / (1 - tau) in
  label_accuracy t < tau <->
  s / v * (odds + ln odds - odds_tau - ln odds_tau) < t.
Proof.
move=> v_gt0 s_gt0 tau_in b0 b'.
exact: (Clocks.shortcut_reaches v_gt0 s_gt0 t b0 b' tau_in).
Qed.

(* ------------------------------------------------------------------------ *)
(* The whitened recursion with eps = 0, at a fixed point.                    *)

Section Whitened.

Variables (beta ref p : R).
Hypothesis beta_gt0 : 0 < beta.
Hypothesis ref_in01 : 0 < ref < 1.
Hypothesis p_in01 : 0 < p < 1.

Theorem T46_slope_at_fixed_point :
  let h p := / (1 + (1 - ref) / ref * exp (- (1 / (beta * sqrt (p * (1 - p) + 0))))) in
  let gain := ln (p / (1 - p)) - ln (ref / (1 - ref)) in
  h p = p -> is_derive h p (- ((1 - 2 * p) * gain / 2)).
Proof. exact: (Clocks.whitened_at_fixed beta_gt0 ref_in01 p_in01). Qed.

Theorem T46_stability :
  let h p := / (1 + (1 - ref) / ref * exp (- (1 / (beta * sqrt (p * (1 - p) + 0))))) in
  let gain := ln (p / (1 - p)) - ln (ref / (1 - ref)) in
  h p = p ->
  (Rabs ((1 - 2 * p) * gain) < 2 ->
     exists r, 0 < r /\ forall x : nat -> R, Rabs (x 0%N - p) < r ->
       (forall k, x k.+1 = h (x k)) -> is_lim_seq x p) /\
  (2 < Rabs ((1 - 2 * p) * gain) ->
     exists r q, 0 < r /\ 1 < q /\ forall x, Rabs (x - p) < r ->
       q * Rabs (x - p) <= Rabs (h x - p)).
Proof.
move=> h gain fixed; have h' := Clocks.whitened_at_fixed beta_gt0 ref_in01 p_in01 fixed.
have half : Rabs (- ((1 - 2 * p) * gain / 2)) = Rabs ((1 - 2 * p) * gain) / 2.
  by rewrite Rabs_Ropp /Rdiv Rabs_mult (Rabs_pos_eq (/ 2)); lra.
split=> size.
- by apply: (Clocks.attracts fixed h'); rewrite half; lra.
- by apply: (Clocks.repels fixed h'); rewrite half; lra.
Qed.

End Whitened.
