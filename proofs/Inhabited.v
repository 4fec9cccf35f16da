(* Policies and flows that meet the hypotheses of AuditFlows.v and
   AuditGroups.v, so that none of those theorems speaks of nothing.

   gradient_flow_exists == policy gradient on a vote between two answers, of which
                         the voted one leads                    (T11, T12, T13)
   runner_up_powers, runner_up_climbs == (.4, .35, .25): the second answer rises
                         and then falls, under both likelihood rewards    (T34)
   two_kinds_exist    == a population with V > 0 > M, wrong problems below the
                         threshold, and pass@1 < label accuracy < 1  (T35, T36, T38)
   verifier_exists    == three answers and exact steps on their acceptances (T45)
   strategies_exist   == two strategies and exact steps on the first       (T44)
   stable_exists, unstable_exists == fixed points of the whitened recursion that
                         attract and that repel                           (T46) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds Gibbs Comonotone Counterexamples Order.
From Sharpening Require Import Flows Slopes Gradient Likelihood Clocks Ceiling Instances.
From Sharpening Require Course.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

(* Half the log-odds each: the logits of two answers under the flow of the vote. *)
Lemma two_logits (L : R -> R) : (forall t, is_derive L t (2 * (sigma (L t) * (1 - sigma (L t))))) ->
  let th a t := if a then L t / 2 else - (L t / 2) in
  forall a t, is_derive (th a) t (pull [set true] (softmax (fun b => th b t)) a).
Proof.
move=> L'.
have prob t : softmax (fun b : bool => if b then L t / 2 else - (L t / 2)) true = sigma (L t).
  rewrite /softmax sum_bool /sigma; have -> : exp (- L t) = exp (- (L t / 2)) * / exp (L t / 2).
    by rewrite -exp_Ropp -exp_plus; congr exp; field.
  by have := exp_pos (L t / 2); have := exp_pos (- (L t / 2)) => *; field; lra.
have prob' t : softmax (fun b : bool => if b then L t / 2 else - (L t / 2)) false = 1 - sigma (L t).
  have [_] := softmax_policy (fun b : bool => if b then L t / 2 else - (L t / 2)) true.
  by rewrite sum_bool prob; lra.
have half t : is_derive (fun u => L u / 2) t (sigma (L t) * (1 - sigma (L t))).
  apply: (is_derive_ext (fun u => / 2 * L u)) => [u|]; first exact: Rmult_comm.
  have := is_derive_scal L t (/ 2) _ (L' t).
  by have -> : / 2 * (2 * (sigma (L t) * (1 - sigma (L t)))) = sigma (L t) * (1 - sigma (L t)) by field.
move=> th a t; rewrite /th /pull /vote /mass sum_set1 in_set1 prob; case: a => /=.
  by rewrite prob.
rewrite prob' (_ : _ * _ = - (sigma (L t) * (1 - sigma (L t)))); last by rewrite /=; ring.
exact: is_derive_opp.
Qed.

Example gradient_flow_exists : exists th : bool -> R -> R,
  (forall a t, is_derive (th a) t (pull [set true] (softmax (fun b => th b t)) a)) /\
  (forall t, 0 <= t -> th false t < th true t).
Proof.
have [L [L0 L']] := vote_solution 1.
exists (fun a t => if a then L t / 2 else - (L t / 2)); split; first exact: two_logits.
move=> t t_ge0; suff : L 0 <= L t by rewrite L0; lra.
have speed u : 0 <= 2 * (sigma (L u) * (1 - sigma (L u))) by have := variance_in (L u); lra.
by have := slope_ge t_ge0 (fun u _ => L' u) (fun u _ => speed u); lra.
Qed.

Example runner_up_powers : let pi := third (40 / 100) (35 / 100) (25 / 100) in
  policy pi /\ \sum_(b : 'I_3) (pi b * ln (pi b)) < ln (pi (lift ord0 ord0)) /\
  pi (lift ord0 ord0) < pi ord0.
Proof.
move=> pi; split; first by apply: third_policy; lra.
rewrite sum_third /pi /third /=; split; last lra.
have up : ln (8 / 7) <= 1 / 7 by have := @ln_le (8 / 7) ltac:(lra); lra.
have down : ln (5 / 7) <= - (2 / 7) by have := @ln_le (5 / 7) ltac:(lra); lra.
have -> : 40 / 100 = 8 / 7 * (35 / 100) by field.
have -> : 25 / 100 = 5 / 7 * (35 / 100) by field.
by rewrite (ln_mult (8 / 7)) ?(ln_mult (5 / 7)); lra.
Qed.

Example runner_up_climbs : exists th : 'I_3 -> R -> R,
  (forall a t, is_derive (th a) t (softmax (fun b => th b t) a)) /\
  square (softmax (fun b => th b 0)) < softmax (fun b => th b 0) (lift ord0 ord0) /\
  softmax (fun b => th b 0) (lift ord0 ord0) < softmax (fun b => th b 0) ord0.
Proof.
pose pi := third (40 / 100) (35 / 100) (25 / 100).
have [th [start flow]] := climb_exists (fun a => ln (pi a)) ord0; exists th; split=> //.
have [gt0 sum1] : policy pi by apply: third_policy; lra.
have is_pi a : softmax (fun b => th b 0) a = pi a.
  rewrite /softmax start exp_ln // (eq_bigr pi) => [|b _]; last by rewrite start exp_ln.
  by rewrite sum1; field.
rewrite /square (eq_bigr (fun a => pi a * pi a)) => [|a _]; last by rewrite is_pi.
by rewrite !is_pi sum_third /pi /third /=; lra.
Qed.

Example two_kinds_exist : exists (share : bool -> R) (ref : bool -> bool -> R) (m c : bool -> bool) (level : R),
  (forall i, 0 <= share i) /\ \sum_(i : bool) share i = 1 /\ (forall i, policy (ref i)) /\
  0 < level <= 1 /\
  (forall i, m i = c i -> level <= ref i (m i) /\ ref i (m i) = 3 / 4) /\
  (forall i, m i <> c i -> ref i (m i) <= level /\ ref i (m i) = 21 / 40) /\
  0 < Course.value share ref m c /\ Course.moment share ref m c < 0 /\
  pass share (fun i => [set c i]) ref 1 <= label_share share (fun i => [set c i]) m /\
  label_share share (fun i => [set c i]) m < solvable share (fun i => [set c i]).
Proof.
exists (fun i => if i then 7 / 10 else 3 / 10), (fun i => coin (if i then 3 / 4 else 21 / 40)).
exists (fun=> true), id, (7 / 10).
split; first by case; lra.
split; first by rewrite sum_bool; lra.
split; first by case; apply: coin_policy; lra.
split; first lra.
split; first by case=> // _; rewrite /= /coin /=; lra.
split; first by case=> // _; rewrite /= /coin /=; lra.
split; first by rewrite /Course.value sum_bool /= /coin /=; lra.
split; first by rewrite /Course.moment sum_bool /= /coin /=; lra.
have full (x : bool) : ([set x] == set0) = false by apply/negbTE/set0Pn; exists x; rewrite in_set1.
rewrite /pass /label_share /solvable !sum_bool /mass !sum_set1 !in_set1 !full /coin /=.
by lra.
Qed.

Example verifier_exists : exists (f acc : 'I_3 -> R) (pi : nat -> 'I_3 -> R) (a b : 'I_3),
  policy (pi 0%N) /\ (forall k j, pi k.+1 j = mirror 1 f (pi k) j) /\
  f b < f a /\ (forall j, j != a -> j != b -> f j < f b) /\ acc b < acc a.
Proof.
exists (third (9 / 10) (7 / 10) (1 / 10)), (third (9 / 10) (3 / 10) (9 / 10)).
exists (repeat_step (mirror 1 (third (9 / 10) (7 / 10) (1 / 10))) (third (1 / 10) (1 / 10) (8 / 10))).
exists ord0, (lift ord0 ord0); split; first by apply: third_policy; lra.
split=> //; rewrite /third /=; split; first lra.
by split; [case=> [[|[|[|j]]] j_lt] //= _ _; lra|lra].
Qed.

Example strategies_exist : exists (pi : nat -> bool -> R), policy (pi 0%N) /\
  (forall k s, pi k.+1 s = mirror 1 (vote [set true]) (pi k) s) /\
  pi 0%N false / INR 10 < pi 0%N true.
Proof.
exists (repeat_step (mirror 1 (vote [set true])) (coin (3 / 10))); split; first by apply: coin_policy; lra.
by split=> //; rewrite /= /coin; lra.
Qed.

Lemma whitened_fixed (beta p : R) : 0 < beta -> 0 < p < 1 -> exists ref,
  0 < ref < 1 /\ whitened beta ref 0 p = p /\
  ln (p / (1 - p)) - ln (ref / (1 - ref)) = 1 / (beta * sqrt (p * (1 - p))).
Proof.
move=> beta_gt0 p_in; pose z := 1 / (beta * sqrt (p * (1 - p))).
have e_gt0 := exp_pos z; have o_gt0 : 0 < (1 - p) / p by apply: Rdiv_lt_0_compat; lra.
have oe : 0 < (1 - p) / p * exp z by exact: Rmult_lt_0_compat.
exists (/ (1 + (1 - p) / p * exp z)); split.
  split; first by apply: Rinv_0_lt_compat; lra.
  by rewrite -[X in _ < X]Rinv_1; apply: Rinv_lt_contravar; lra.
have odds : (1 - / (1 + (1 - p) / p * exp z)) / / (1 + (1 - p) / p * exp z) = (1 - p) / p * exp z.
  by move: ((1 - p) / p * exp z) oe => x x_gt0; field; lra.
split.
  by rewrite /whitened Rplus_0_r -/z odds exp_Ropp; field; lra.
have -> : / (1 + (1 - p) / p * exp z) / (1 - / (1 + (1 - p) / p * exp z)) = p / (1 - p) * exp (- z).
  rewrite exp_Ropp; move: e_gt0 oe; move: (exp z) => x x_gt0 ox.
  have ? : 0 < p + (1 - p) * x by have := Rmult_lt_0_compat (1 - p) x ltac:(lra) x_gt0; lra.
  have ? : 0 < (1 - p) * x by apply: Rmult_lt_0_compat; lra.
  by field; lra.
by rewrite (ln_mult (p / (1 - p)) (exp (- z))) ?ln_exp; [rewrite /z; ring|apply: Rdiv_lt_0_compat; lra|exact: exp_pos].
Qed.

Example stable_exists : exists ref p, 0 < ref < 1 /\ 0 < p < 1 /\ whitened 1 ref 0 p = p /\
  Rabs ((1 - 2 * p) * (ln (p / (1 - p)) - ln (ref / (1 - ref)))) < 2.
Proof.
have [ref [ref_in [fixed gain]]] := @whitened_fixed 1 (/ 2) ltac:(lra) ltac:(lra).
exists ref, (/ 2); split=> //; split; first lra; split=> //.
by rewrite (_ : 1 - 2 * / 2 = 0) ?Rmult_0_l ?Rabs_R0; lra.
Qed.

Example unstable_exists : exists ref p, 0 < ref < 1 /\ 0 < p < 1 /\ whitened 1 ref 0 p = p /\
  2 < Rabs ((1 - 2 * p) * (ln (p / (1 - p)) - ln (ref / (1 - ref)))).
Proof.
have [ref [ref_in [fixed gain]]] := @whitened_fixed 1 (/ 10) ltac:(lra) ltac:(lra).
exists ref, (/ 10); split=> //; split; first lra; split=> //; rewrite gain.
have -> : sqrt (/ 10 * (1 - / 10)) = 3 / 10.
  by rewrite (_ : / 10 * (1 - / 10) = 3 / 10 * (3 / 10)) ?sqrt_square; lra.
by rewrite Rabs_pos_eq; lra.
Qed.
