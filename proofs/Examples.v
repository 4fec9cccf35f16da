(* Policies that meet the hypotheses, so that no theorem is vacuous, and the
   counterexamples of T4 assembled into sequences of policies.

   run_set1             == a reward for the one answer m is the vote of [set m]
   iterate              == the exact mirror steps from a given policy
   exact_steps_exist    == T2, T3, T33, T40: exact steps on two answers, from
                           (5/8, 3/8)
   progress_exists      == T5 (both), T7: the same run, with eta = 1
   fixed_exists         == T8: two answers, reference (5/8, 3/8)
   prox_exists          == T8b: the same reference, beta = gamma = 1
   population_exists    == T40: two problems, of which one may be wrong
   wrong_problem_exists == T40 (collapse step): answers (1/2, 1/4, 1/4)
   stalling_policies    == T4i, any beta; stalling_policies1 at beta = 1
   harmonic_policies    == T4iii, any beta; harmonic_policies1 at beta = 1
   drifting_policies    == T4v, any beta                                     *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds Progress Counterexamples FixedReference Comonotone.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Lemma run_set1 (A : finType) (beta : R) (pi : nat -> A -> R) (m : A) :
  (forall k a, pi k.+1 a = pi k a * exp ((if a == m then 1 else 0) / beta)
     / \sum_(b : A) (pi k b * exp ((if b == m then 1 else 0) / beta))) ->
  mirror_run [set m] beta pi.
Proof.
move=> run k a; rewrite run /mirror /vote in_set1; congr (_ / _).
by apply: eq_bigr => b _; rewrite in_set1.
Qed.

Fixpoint iterate (A : finType) (M : {set A}) (beta : R) (pi0 : A -> R) (k : nat) : A -> R :=
  if k is j.+1 then mirror beta (vote M) (iterate M beta pi0 j) else pi0.

Definition only_true : {set bool} := [set true].
Definition start : bool -> R := coin (5 / 8).

Lemma true_in : true \in only_true. Proof. by rewrite in_set1. Qed.
Lemma false_out : false \notin only_true. Proof. by rewrite in_set1. Qed.

Lemma start_policy : policy start.
Proof. by apply: coin_policy; lra. Qed.

Example exact_steps_exist : exists pi : nat -> bool -> R,
  policy (pi 0%N) /\ mirror_run only_true 1 pi /\
  (forall a, a != true -> pi 0%N a < pi 0%N true).
Proof.
exists (iterate only_true 1 start).
split; first exact: start_policy.
by split=> // -[] // _; rewrite /= /start /coin; lra.
Qed.

Example progress_exists : exists pi : nat -> bool -> R,
  let p k := mass (pi k) only_true in
  (forall k, policy (pi k)) /\
  (forall k, p k.+1 = (1 - 1) * p k + 1 * step (exp (1 / 1)) (p k)) /\
  (forall k, p k.+1 <= step (exp (1 / 1)) (p k)).
Proof.
have [pi [pi0_policy [run _]]] := exact_steps_exist; exists pi => p.
have pik_policy := run_policy true pi0_policy run.
have p_step k : p k.+1 = step (exp (1 / 1)) (p k).
  rewrite -(mirror_mass only_true 1 (pik_policy k)).
  by apply: eq_bigr => a _; exact: run.
by split=> //; split=> k; rewrite p_step; lra.
Qed.

Example fixed_exists : exists pi : nat -> bool -> R,
  policy start /\ fixed_run only_true 1 start pi.
Proof.
exists (fun k => if k is _.+1 then mirror 1 (vote only_true) start else start).
by split; first exact: start_policy.
Qed.

Example prox_exists : exists pi : nat -> bool -> R,
  policy start /\ prox_run only_true 1 start pi 1.
Proof.
pose next := prox_step 1 start 1 (vote only_true).
exists (fix it k := if k is j.+1 then next (it j) else start).
by split; first exact: start_policy.
Qed.

Theorem stalling_policies (beta : R) : 0 < beta ->
  exists pi : nat -> bool -> R,
    (forall k a, 0 < pi k a) /\
    (forall k, \sum_(a : bool) pi k a = 1) /\
    (forall k, pi k false < pi k true) /\
    (forall k, pi k true < pi k.+1 true) /\
    (forall k, pi k.+1 true <= step (exp (1 / beta)) (pi k true)) /\
    (forall k, pi k true
               = 3 / 4 - Rmin (1 / 8) (3 / 8 * (1 - exp (- (1 / beta)))) * (/ 2) ^ k) /\
    is_lim_seq (fun k => pi k true) (3 / 4).
Proof.
move=> beta_gt0; pose c := Rmin (1 / 8) (3 / 8 * (1 - exp (- (1 / beta)))).
have rho := rho_lt1 beta_gt0.
have c_gt0 : 0 < c by apply: Rmin_pos; lra.
have c_le : c <= 1 / 8 by exact: Rmin_l.
have c_room : c <= 3 / 8 * (1 - / exp (1 / beta)) by rewrite -exp_Ropp; exact: Rmin_r.
have bounds k : 5 / 8 <= stalling c k < 3 / 4 by exact: stalling_bounds.
exists (fun k => coin (stalling c k)).
have pol k : policy (coin (stalling c k)).
  by apply: coin_policy; have := bounds k; lra.
split; first by move=> k; case: (pol k).
split; first by move=> k; case: (pol k).
split; first by move=> k; have := bounds k; rewrite /coin; lra.
split; first by move=> k; exact: stalling_increases.
split; last by split; [|exact: stalling_lim].
by move=> k; apply: stalling_ordering => //; exact: weight_gt1.
Qed.

Lemma exp1_ge2 : 2 <= exp 1.
Proof. by have := exp_ineq1_le 1; lra. Qed.

Theorem stalling_policies1 :
  exists pi : nat -> bool -> R,
    (forall k a, 0 < pi k a) /\
    (forall k, \sum_(a : bool) pi k a = 1) /\
    (forall k, pi k false < pi k true) /\
    (forall k, pi k true < pi k.+1 true) /\
    (forall k, pi k.+1 true <= step (exp 1) (pi k true)) /\
    (forall k, pi k true = 3 / 4 - (/ 2) ^ (k + 3)) /\
    is_lim_seq (fun k => pi k true) (3 / 4).
Proof.
have [pi [pi_gt0 [sum1 [A1 [A2 [ordering [closed lim]]]]]]] := stalling_policies Rlt_0_1.
exists pi; split=> //; split=> //; split=> //; split=> //.
have one : 1 / 1 = 1 by field.
split; first by move=> k; have := ordering k; rewrite one.
split=> // k; rewrite closed one pow_add Rmin_left; first by rewrite /=; field.
rewrite exp_Ropp; have e2 := exp1_ge2.
by have := Rinv_le_contravar 2 (exp 1) ltac:(lra) e2; lra.
Qed.

Lemma harmonic_facts (x : R) (n : nat) : 1 < x -> 1 <= (INR n + 2) * (x - 1) ->
  let pi k := coin (harmonic n k) in
    (forall k a, 0 < pi k a) /\
    (forall k, \sum_(a : bool) pi k a = 1) /\
    (forall k, pi k false < pi k true) /\
    (forall k, pi k true < pi k.+1 true) /\
    (forall k, pi k.+1 true <= step x (pi k true)) /\
    (forall k, pi k true = 1 - / (INR (k + n) + 3)) /\
    is_lim_seq (fun k => pi k true) 1 /\
    (forall C rho, 0 < rho < 1 -> ~ (forall k, 1 - pi k true <= C * rho ^ k)).
Proof.
move=> x_gt1 n_large pi.
have bounds k := harmonic_bounds n k.
have pol k : policy (pi k) by apply: coin_policy; have := bounds k; lra.
split; first by move=> k; case: (pol k).
split; first by move=> k; case: (pol k).
split; first by move=> k; have := bounds k; rewrite /pi /coin; lra.
split; first by move=> k; exact: (harmonic_increases n x_gt1 k).
split; first by move=> k; exact: (harmonic_ordering x_gt1 n_large k).
split=> //; split; first exact: harmonic_lim.
by move=> C rho; exact: harmonic_not_geometric.
Qed.

Theorem harmonic_policies (beta : R) : 0 < beta ->
  exists (n : nat) (pi : nat -> bool -> R),
    (forall k a, 0 < pi k a) /\
    (forall k, \sum_(a : bool) pi k a = 1) /\
    (forall k, pi k false < pi k true) /\
    (forall k, pi k true < pi k.+1 true) /\
    (forall k, pi k.+1 true <= step (exp (1 / beta)) (pi k true)) /\
    (forall k, pi k true = 1 - / (INR (k + n) + 3)) /\
    is_lim_seq (fun k => pi k true) 1 /\
    (forall C rho, 0 < rho < 1 -> ~ (forall k, 1 - pi k true <= C * rho ^ k)).
Proof.
move=> beta_gt0; have x_gt1 := weight_gt1 beta_gt0.
have [n n_large] := enough_room x_gt1.
by exists n, (fun k => coin (harmonic n k)); exact: harmonic_facts.
Qed.

Theorem harmonic_policies1 :
  exists pi : nat -> bool -> R,
    (forall k a, 0 < pi k a) /\
    (forall k, \sum_(a : bool) pi k a = 1) /\
    (forall k, pi k false < pi k true) /\
    (forall k, pi k true < pi k.+1 true) /\
    (forall k, pi k.+1 true <= step (exp 1) (pi k true)) /\
    (forall k, pi k true = 1 - / (INR k + 3)) /\
    is_lim_seq (fun k => pi k true) 1 /\
    (forall C rho, 0 < rho < 1 -> ~ (forall k, 1 - pi k true <= C * rho ^ k)).
Proof.
have e2 := exp1_ge2; have x_gt1 : 1 < exp 1 by lra.
have n_large : 1 <= (INR 0 + 2) * (exp 1 - 1) by rewrite /=; lra.
have [pos [sum1 [A1 [A2 [ordering [closed rest]]]]]] := harmonic_facts x_gt1 n_large.
exists (fun k => coin (harmonic 0 k)); split=> //; split=> //; split=> //; split=> //.
by split=> //; split=> // k; rewrite closed -plusE -plus_n_O.
Qed.

Theorem drifting_policies (beta : R) : 0 < beta ->
  exists pi : nat -> 'I_3 -> R,
    let M := first_two in
    let p k := mass (pi k) M in
    (forall k a, 0 < pi k a) /\
    (forall k, \sum_(a : 'I_3) pi k a = 1) /\
    (forall k, 1 / 2 < p k) /\
    (forall k, p k < p k.+1) /\
    (forall k, p k.+1 <= step (exp (1 / beta)) (p k)) /\
    is_lim_seq p 1 /\
    exists (a : 'I_3) (l : R),
      a \in M /\ is_lim_seq (fun k => pi k a) l /\ l <> pi 0%N a / p 0%N.
Proof.
move=> beta_gt0; have x_gt1 := weight_gt1 beta_gt0.
have [n n_large] := enough_room x_gt1; exists (drifting n) => M p.
have p_is k : p k = harmonic n k by exact: drifting_mass.
have bounds k := harmonic_bounds n k.
split; first by move=> k; case: (drifting_policy n k).
split; first by move=> k; case: (drifting_policy n k).
split; first by move=> k; rewrite p_is; have := bounds k; lra.
split; first by move=> k; rewrite !p_is; exact: (harmonic_increases n x_gt1 k).
split; first by move=> k; rewrite !p_is; exact: (harmonic_ordering x_gt1 n_large k).
split; first by apply: (is_lim_seq_ext (harmonic n)); [|exact: harmonic_lim].
exists ord0, 1; split; first by rewrite inE.
split; first exact: drifting_lim.
rewrite p_is /drifting /=; have := bounds 0%N.
move: (harmonic n 0) => h h_bounds.
have -> : h * (1 - / (0 + 2)) / h = 1 / 2 by field; lra.
by lra.
Qed.

Example population_exists : exists pi : bool -> nat -> bool -> R,
  forall i, policy (pi i 0%N) /\ mirror_run [set true] 1 (pi i).
Proof. by have [pi [pol [run _]]] := exact_steps_exist; exists (fun _ => pi). Qed.

Example wrong_problem_exists : exists pi : nat -> 'I_3 -> R,
  policy (pi 0%N) /\ mirror_run [set ord0] 1 pi /\
  0 < 1 / 8 <= 1 - pi 0%N ord0 - pi 0%N (lift ord0 ord0).
Proof.
exists (iterate [set ord0] 1 (third (1 / 2) (1 / 4) (1 / 4))).
split; first by apply: third_policy; lra.
by split=> //=; rewrite /third /=; lra.
Qed.
